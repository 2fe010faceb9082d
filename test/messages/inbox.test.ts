// Single messages of the inbox: read, previewed safely, deleted.
import { describe, expect, it } from "vitest";
import { aPoolAndClient, lastMessage, signUp } from "../support/accounts.js";
import { useEmulator } from "../support/emulator.js";
import { smsPool } from "./support.js";

const emulator = useEmulator();

const admin = (path: string, init?: RequestInit) => fetch(`${emulator().url}/_emulator${path}`, init);

const SCRIPTED = '<h1>Hi</h1><script>alert(1)</script><img src="https://tracker.example/x.png">{####}';

async function anEmail() {
  const { pool, client } = await aPoolAndClient(emulator(), {
    VerificationMessageTemplate: { EmailMessage: SCRIPTED },
  });
  await signUp(emulator(), client, "ada", { email: "ada@example.com" });
  await signUp(emulator(), client, "bob", { email: "bob@example.com" });
  return { pool, message: lastMessage(emulator(), { poolId: pool.Id, username: "ada" }) };
}

describe("GET /_emulator/messages/{id}", () => {
  it("answers one message", async () => {
    const { message } = await anEmail();
    const response = await admin(`/messages/${message.id}`);
    expect([response.status, await response.json()]).toEqual([200, message]);
    expect((await admin("/messages/nothing")).status).toBe(404);
  });
});

describe("GET /_emulator/messages/{id}/html", () => {
  it("shows what the mail says, and lets it do nothing", async () => {
    const { message } = await anEmail();
    const response = await admin(`/messages/${message.id}/html`);
    expect(await response.text()).toBe(message.html);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = response.headers.get("content-security-policy")?.split("; ");
    expect(policy).toEqual(
      expect.arrayContaining(["sandbox", "default-src 'none'", "img-src data:", "frame-ancestors 'none'"]),
    );
    expect(policy?.join()).not.toMatch(/script|allow|http/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("x-frame-options")).toBe("DENY");
  });

  it("shows an SMS as text", async () => {
    const { pool, client } = await smsPool(emulator(), { SmsVerificationMessage: "<script>{####}</script>" });
    await signUp(emulator(), client, "ada", { phone_number: "+15555550100" });
    const { id, code } = lastMessage(emulator(), { poolId: pool.Id });
    const page = await (await admin(`/messages/${id}/html`)).text();
    expect(page).toContain(`<pre>&lt;script&gt;${code}&lt;/script&gt;</pre>`);
  });

  it("is for this machine only", async () => {
    const { message } = await anEmail();
    const headers = { origin: "https://evil.example" };
    expect((await admin(`/messages/${message.id}/html`, { headers })).status).toBe(403);
    expect((await admin("/messages/nothing/html")).status).toBe(404);
  });
});

describe("deleting", () => {
  const users = (poolId: string) =>
    emulator()
      .inbox.list({ poolId })
      .map(({ username }) => username);

  it("takes one message away, once", async () => {
    const { pool, message } = await anEmail();
    const first = await admin(`/messages/${message.id}`, { method: "DELETE" });
    expect([first.status, await first.json()]).toEqual([200, {}]);
    const second = await admin(`/messages/${message.id}`, { method: "DELETE" });
    expect([second.status, await second.json()]).toEqual([404, { message: "no such message" }]);
    expect(users(pool.Id)).toEqual(["bob"]);
  });

  it("takes away those that match", async () => {
    const { pool } = await anEmail();
    const other = await anEmail();
    await admin(`/messages?pool=${pool.Id}&user=ada`, { method: "DELETE" });
    expect(users(pool.Id)).toEqual(["bob"]);
    emulator().inbox.clear({ poolId: pool.Id });
    expect(users(pool.Id)).toEqual([]);
    expect(users(other.pool.Id)).toEqual(["ada", "bob"]);
  });

  it("works in the library", async () => {
    const { pool, message } = await anEmail();
    expect(emulator().inbox.delete(message.id)).toBe(true);
    expect(emulator().inbox.delete(message.id)).toBe(false);
    expect(users(pool.Id)).toEqual(["bob"]);
    await expect(emulator().inbox.next({ poolId: pool.Id, username: "ada", timeout: 0 })).rejects.toThrow();
  });
});
