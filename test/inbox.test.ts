// The inbox over HTTP and in the library: every filter, waiting, clearing, and who may read it.
import { request } from "node:http";
import { ForgotPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aPoolAndClient, lastMessage, signUp } from "./support/accounts.js";
import { aConfirmedUser } from "./support/builders.js";
import { bootEmulator, type TestEmulator, useEmulator } from "./support/emulator.js";

const emulator = useEmulator();

/** Two sign-ups and a forgotten password. */
async function someMessages({ idp }: TestEmulator = emulator()) {
  const { pool, client } = await aPoolAndClient(emulator());
  await signUp(emulator(), client, "ada", { email: "ada@example.com" });
  await signUp(emulator(), client, "bob", { email: "bob@example.com" });
  await aConfirmedUser(emulator(), pool, "eve", {
    phone_number: "+15555550100",
    phone_number_verified: "true",
  });
  await idp.send(new ForgotPasswordCommand({ ClientId: client.ClientId, Username: "eve" }));
  return { pool, client };
}

async function get(path: string, init?: RequestInit): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${emulator().url}/_emulator${path}`, init);
  return { status: response.status, body: await response.json() };
}

const listed = async (query: string): Promise<string[]> => {
  const { body } = await get(`/messages?${query}`);
  return (body as { messages: { username: string }[] }).messages.map(({ username }) => username);
};

describe("GET /_emulator/messages", () => {
  it("answers all that a message has, newest last", async () => {
    const { pool } = await someMessages();
    const { status, body } = await get(`/messages?pool=${pool.Id}`);
    expect(status).toBe(200);
    expect(body).toEqual({ messages: emulator().inbox.list({ poolId: pool.Id }) });
    expect(await listed(`pool=${pool.Id}`)).toEqual(["ada", "bob", "eve"]);
  });

  it.each([
    ["to=ada@example.com", ["ada"]],
    ["to=%2B15555550100", ["eve"]],
    // A plus sign as people write it.
    ["to=+15555550100", ["eve"]],
    ["user=bob", ["bob"]],
    ["kind=SignUp", ["ada", "bob"]],
    ["kind=SignUp&user=bob&to=bob@example.com", ["bob"]],
    ["kind=SignUp&user=eve", []],
    ["to=nobody@example.com", []],
    ["to=", ["ada", "bob", "eve"]],
  ])("filters by %s", async (query, usernames) => {
    const { pool } = await someMessages();
    expect(await listed(`${query}&pool=${pool.Id}`)).toEqual(usernames);
  });

  it("answers nothing for a pool that sent nothing", async () => {
    expect(await listed("pool=us-east-1_AbCdEfGhI")).toEqual([]);
  });
});

describe("GET /_emulator/messages/next", () => {
  it("hands each message out once, oldest first", async () => {
    const { pool } = await someMessages();
    const next = async (query = "") => {
      const { status, body } = await get(`/messages/next?timeout=0&pool=${pool.Id}${query}`);
      return status === 200 ? (body as { username: string }).username : status;
    };
    expect(await next("&kind=ForgotPassword")).toBe("eve");
    expect(await next()).toBe("ada");
    expect(await next()).toBe("bob");
    expect(await next()).toBe(404);
    // Listing hands nothing out and leaves nothing out.
    expect(await listed(`pool=${pool.Id}`)).toEqual(["ada", "bob", "eve"]);
  });

  it("waits for a message that is yet to come", async () => {
    const { client } = await aPoolAndClient(emulator());
    const waiting = get("/messages/next?to=late@example.com");
    await get("/health");
    await signUp(emulator(), client, "late", { email: "late@example.com" });
    expect(await waiting).toMatchObject({ status: 200, body: { username: "late", kind: "SignUp" } });
  });

  it("wakes one waiter for each message", async () => {
    const { pool, client } = await aPoolAndClient(emulator());
    const waiting = [1, 2].map(() => get(`/messages/next?pool=${pool.Id}`));
    await get("/health");
    await signUp(emulator(), client, "first", { email: "a@example.com" });
    await signUp(emulator(), client, "second", { email: "b@example.com" });
    const answers = (await Promise.all(waiting)).map(({ body }) => (body as { username: string }).username);
    expect(answers.sort()).toEqual(["first", "second"]);
  });

  it("answers the first message after a known one, as often as it is asked", async () => {
    const { pool } = await someMessages();
    const [ada, bob] = emulator().inbox.list({ poolId: pool.Id });
    for (let time = 0; time < 2; time++)
      expect(await get(`/messages/next?timeout=0&pool=${pool.Id}&after=${ada?.id}`)).toEqual({
        status: 200,
        body: bob,
      });
    expect((await get(`/messages/next?timeout=0&pool=${pool.Id}&after=unknown`)).body).toEqual(ada);
    const last = lastMessage(emulator(), { poolId: pool.Id });
    expect(await get(`/messages/next?timeout=0&pool=${pool.Id}&after=${last.id}`)).toEqual({
      status: 404,
      body: { message: "no such message within 0 s" },
    });
  });

  it("keeps a message that nobody waits for any more", async () => {
    const { pool, client } = await aPoolAndClient(emulator());
    const leaving = new AbortController();
    const waiting = get(`/messages/next?pool=${pool.Id}`, { signal: leaving.signal });
    const left = expect(waiting).rejects.toThrow("aborted");
    await get("/health");
    leaving.abort();
    await left;
    await get("/health");
    await signUp(emulator(), client, "ada", { email: "ada@example.com" });
    expect((await get(`/messages/next?timeout=0&pool=${pool.Id}`)).body).toMatchObject({ username: "ada" });
  });

  it.each(["-1", "301", "soon"])("refuses a timeout of %s", async (timeout) => {
    expect(await get(`/messages/next?timeout=${timeout}`)).toEqual({
      status: 400,
      body: { message: "timeout is a number of seconds, 0 to 300" },
    });
  });
});

it("DELETE /_emulator/messages forgets all", async () => {
  await someMessages();
  expect(await get("/messages", { method: "DELETE" })).toEqual({ status: 200, body: {} });
  expect(await get("/messages")).toEqual({ status: 200, body: { messages: [] } });
});

describe("the library's inbox", () => {
  it("lists by every filter", async () => {
    const { pool } = await someMessages();
    const users = (filter: object) =>
      emulator()
        .inbox.list({ poolId: pool.Id, ...filter })
        .map(({ username }) => username);
    expect(users({})).toEqual(["ada", "bob", "eve"]);
    expect(users({ to: "+15555550100" })).toEqual(["eve"]);
    expect(users({ username: "bob" })).toEqual(["bob"]);
    expect(users({ kind: "SignUp" })).toEqual(["ada", "bob"]);
  });

  it("hands out the next message, past or to come", async () => {
    const { pool, client } = await aPoolAndClient(emulator());
    const { inbox } = emulator();
    await signUp(emulator(), client, "ada", { email: "ada@example.com" });
    expect(await inbox.next({ poolId: pool.Id })).toMatchObject({ username: "ada" });
    const waiting = inbox.next({ poolId: pool.Id, kind: "SignUp" });
    await signUp(emulator(), client, "bob", { email: "bob@example.com" });
    expect(await waiting).toMatchObject({ username: "bob" });
  });

  it("says what it waited for in vain", async () => {
    await expect(emulator().inbox.next({ to: "nobody@example.com", timeout: 0 })).rejects.toThrow(
      'No message for {"to":"nobody@example.com"} arrived within 0 s',
    );
  });

  it("forgets all when cleared", async () => {
    await someMessages();
    emulator().inbox.clear();
    expect(emulator().inbox.list()).toEqual([]);
  });
});

it("a configured code stands in every message and is checked like any other", async () => {
  const fixed = await bootEmulator({ fixedCode: "246810" });
  try {
    const { client } = await aPoolAndClient(fixed);
    await signUp(fixed, client, "ada", { email: "ada@example.com" });
    expect(await fixed.inbox.next()).toMatchObject({
      code: "246810",
      text: "Your confirmation code is 246810",
    });
  } finally {
    await fixed.close();
  }
});

describe("only trusted pages and names reach the inbox:", () => {
  /** fetch would not let a test choose the Host. */
  const statusOf = (headers: Record<string, string>, method = "GET", at = emulator().url) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${at}/_emulator/messages`, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });

  it.each(["rebound.example", "127.0.0.1.evil.example", "localhost.evil.example:9555"])(
    "not by the name %s",
    async (host) => {
      expect(await statusOf({ host })).toBe(403);
      expect(await statusOf({ host }, "DELETE")).toBe(403);
    },
  );

  it.each([
    "127.0.0.1:9555",
    "localhost",
    "cognito.localhost",
    "192.168.1.20",
    "[::1]:9555",
    "emulator:9555",
  ])("by the name %s", async (host) => {
    expect(await statusOf({ host })).toBe(200);
  });

  it.each(["https://evil.example", "null", "http://localhost.evil.example"])(
    "not from a page of %s",
    async (origin) => {
      expect(await statusOf({ origin })).toBe(403);
      expect(await statusOf({ origin, "access-control-request-method": "DELETE" }, "OPTIONS")).toBe(403);
    },
  );

  it("from pages of this machine, whom it answers so that they may read", async () => {
    const response = await fetch(`${emulator().url}/_emulator/messages`, {
      headers: { origin: "http://localhost:3000" },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
    expect(response.headers.get("vary")?.toLowerCase()).toContain("origin");
  });

  it("by the public URL, and from the origins that the configuration names", async () => {
    const options = { publicUrl: "https://cognito.example", allowedOrigins: ["https://app.example"] };
    const open = await bootEmulator(options);
    try {
      expect(await statusOf({ host: "cognito.example" }, "GET", open.url)).toBe(200);
      expect(await statusOf({ origin: "https://app.example" }, "GET", open.url)).toBe(200);
      expect(await statusOf({ origin: "https://other.example" }, "GET", open.url)).toBe(403);
    } finally {
      await open.close();
    }
  });
});
