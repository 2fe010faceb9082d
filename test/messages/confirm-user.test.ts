// The link of a verification e-mail, opened as a person does.
import { describe, expect, it } from "vitest";
import { secretHash } from "../../src/core/credentials/secret-hash.js";
import { noticePage } from "../../src/http/pages/notice.js";
import { account, aPoolAndClient, lastMessage, signUp } from "../support/accounts.js";
import { useEmulator } from "../support/emulator.js";

const emulator = useEmulator();

const LINKED = { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } } as const;

async function aLink(username = "ada", client = {}) {
  const made = await aPoolAndClient(emulator(), LINKED, client);
  const { ClientId, ClientSecret } = made.client;
  const SecretHash = ClientSecret && secretHash(ClientSecret, username, ClientId);
  await signUp(emulator(), made.client, username, { email: "ada@example.com" }, { SecretHash });
  const { link = "" } = lastMessage(emulator(), { poolId: made.pool.Id });
  const status = async () => (await account(emulator(), made.pool, username)).status;
  return { ...made, link, status };
}

async function open(link: string) {
  const response = await fetch(link);
  return { status: response.status, headers: response.headers, page: await response.text() };
}

const titleOf = (page: string) => /<h1>(.*)<\/h1>/.exec(page)?.[1];

describe("a confirmation link", () => {
  it("stands in the message and confirms the user", async () => {
    const { pool, link, status } = await aLink();
    const { html, text } = lastMessage(emulator(), { poolId: pool.Id });
    expect(html).toContain(`<a href="${link.replaceAll("&", "&amp;")}">Verify Email</a>`);
    expect(text).toContain(`Verify Email (${link})`);
    expect(await status()).toBe("UNCONFIRMED");

    const { status: answered, page, headers } = await open(link);
    expect([answered, titleOf(page)]).toEqual([200, "Your account is confirmed"]);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(await account(emulator(), pool, "ada")).toMatchObject({
      status: "CONFIRMED",
      attributes: { email_verified: "true" },
    });
  });

  it("says so kindly when it is opened again", async () => {
    const { link, status } = await aLink();
    await open(link);
    const { status: answered, page } = await open(link);
    expect([answered, titleOf(page)]).toEqual([200, "Your account was already confirmed"]);
    expect(await status()).toBe("CONFIRMED");
  });

  it("works in the service's other form, with a slash before the query", async () => {
    const { link, status } = await aLink();
    expect((await open(link.replace("/confirmUser?", "/confirmUser/?"))).status).toBe(200);
    expect(await status()).toBe("CONFIRMED");
  });

  it("works for clients with a secret, and for names with special characters", async () => {
    const { link, status } = await aLink('a"&<b>é', { GenerateSecret: true });
    expect((await open(link)).status).toBe(200);
    expect(await status()).toBe("CONFIRMED");
  });
});

describe("a link that does not confirm", () => {
  const reasonOn = (page: string) => /<p>(.*)<\/p>/.exec(page)?.[1];

  it.each([
    [
      "a wrong code",
      { confirmation_code: "000000x" },
      "Invalid verification code provided, please try again.",
    ],
    ["an unknown user", { user_name: "eve" }, "Username/client id combination not found."],
    ["an unknown client", { client_id: "nobody" }, "User pool client nobody does not exist."],
  ])("tells the reason: %s", async (_what, change, reason) => {
    const { link, status } = await aLink();
    const url = new URL(link);
    for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
    const { status: answered, page } = await open(url.href);
    expect([answered, titleOf(page)]).toEqual([400, "Your account could not be confirmed"]);
    expect(reasonOn(page)).toMatch(reason);
    expect(await status()).toBe("UNCONFIRMED");
  });

  it("tells it as text, never as HTML", () => {
    const page = noticePage({ title: "<b>", text: ["<script>'\"&"], good: false });
    expect(page).toContain("<h1>&lt;b&gt;</h1>");
    expect(page).toContain("<p>&lt;script&gt;&#39;&quot;&amp;</p>");
  });

  it("tells when it is too old", async () => {
    const { link } = await aLink();
    emulator().clock.advance({ hours: 25 });
    const { status, page } = await open(link);
    expect([status, reasonOn(page)]).toEqual([400, "Invalid code provided, please request a code again."]);
  });

  it.each(["", "?client_id=a&user_name=b", "?client_id=a&client_id=b&user_name=c&confirmation_code=d"])(
    "tells when something is missing: %s",
    async (query) => {
      const { status, page } = await open(`${emulator().url}/confirmUser${query}`);
      expect([status, reasonOn(page)]).toEqual([400, "The link is incomplete."]);
    },
  );
});
