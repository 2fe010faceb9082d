// Forged forms and sessions that somebody else chose: no form works without the token of the browser that was shown it.
import { CreateUserPoolDomainCommand, ListUsersCommand } from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aConfirmedUser, aPool, PASSWORD } from "../../support/builders.js";
import { useEmulator } from "../../support/emulator.js";
import { aBrowser, addressOf, answerIn, aSite, pageOf, type Site, signInOn } from "../support.js";
import { pathOf, raw } from "./raw.js";

const emulator = useEmulator();

/** Every path that takes a form. */
const FORMS = [
  "/login",
  "/login/password",
  "/login/passkey",
  "/selectChallenge",
  "/verifyCode",
  "/mfa",
  "/mfa/options",
  "/mfa/register",
  "/changePassword",
  "/signup",
  "/confirmUser",
  "/resendcode",
  "/forgotPassword",
  "/confirmForgotPassword",
  "/passkeys/add",
] as const;

const token = (letter: string) => letter.repeat(43);
const MINE = token("a");
const cookie = `XSRF-TOKEN=${MINE}`;

let site: Site;
beforeEach(async () => {
  site = await aSite(emulator(), {
    version: 2,
    pool: { Schema: [{ Name: "email", Required: true, Mutable: true }] },
  });
  await aConfirmedUser(emulator(), site.pool, "ada", { email: "ada@example.com", email_verified: "true" });
});

const post = (path: string, headers: Record<string, string>, form: Record<string, string>, of = site) =>
  raw(emulator(), pathOf(addressOf(of, path, of.query)), {
    ...{ method: "POST", headers, body: new URLSearchParams(form).toString() },
  });

/** Would do what each form does. */
const DEED = {
  ...{ username: "ada", password: PASSWORD, confirmation: PASSWORD, action: "continue", code: "123456" },
  ...{ "attribute.email": "eve@example.com", skip: "true" },
};

describe.each(FORMS)("a form for %s", (path) => {
  const own = () => new URL(emulator().url).origin;
  it.each<[string, () => Record<string, string>, Record<string, string>]>([
    ["without cookie and token", () => ({}), {}],
    ["without the cookie", () => ({}), { _csrf: MINE }],
    ["without the token", () => ({ cookie }), {}],
    ["with an empty one in both", () => ({ cookie: "XSRF-TOKEN=" }), { _csrf: "" }],
    ["with another token", () => ({ cookie }), { _csrf: token("b") }],
    ["with one that is longer", () => ({ cookie }), { _csrf: `${MINE}a` }],
    ["from another site", () => ({ cookie, origin: "https://evil.example" }), { _csrf: MINE }],
    ["from another port", () => ({ cookie, origin: "http://127.0.0.1:1" }), { _csrf: MINE }],
    ["from a sandbox", () => ({ cookie, origin: "null" }), { _csrf: MINE }],
    [
      "that a browser says is another site's",
      () => ({ cookie, origin: own(), "sec-fetch-site": "cross-site" }),
      { _csrf: MINE },
    ],
    [
      "that a browser says is a neighbour's",
      () => ({ cookie, origin: own(), "sec-fetch-site": "same-site" }),
      { _csrf: MINE },
    ],
  ])("%s does nothing", async (_name, headers, form) => {
    const browser = aBrowser(emulator());
    await signInOn(browser, site);
    const session = `cognito=${browser.jar.get("cognito")?.value}`;
    const given = headers();
    const answer = await post(
      path,
      { ...given, cookie: [session, given.cookie].filter(Boolean).join("; ") },
      {
        ...DEED,
        ...form,
      },
    );
    expect([answer.status, answer.headers.location]).toEqual([403, undefined]);
    expect(answer.text).toContain("Invalid CSRF token");
    expect((answer.headers["set-cookie"] ?? []).join()).not.toContain("cognito=");
    expect(emulator().inbox.list({ poolId: site.pool.Id })).toEqual([]);
    const { Users } = await emulator().idp.send(new ListUsersCommand({ UserPoolId: site.pool.Id }));
    expect(Users?.map(({ Username }) => Username)).toEqual(["ada"]);
  });

  it("isn't answered to a GET", async () => {
    const query = { ...site.query, ...DEED, _csrf: MINE };
    const answer = await raw(emulator(), pathOf(addressOf(site, path, query)), { headers: { cookie } });
    expect((answer.headers["set-cookie"] ?? []).join()).not.toContain("cognito=");
    expect(answer.headers.location ?? "").not.toContain("code=");
  });
});

describe("what a page sealed", () => {
  it("is good for its own client, pool and purpose alone", async () => {
    const browser = aBrowser(emulator());
    const page = await browser.open(addressOf(site, "/signup", site.query));
    const waiting = await browser.submit(page, {
      ...{ username: "bob", password: PASSWORD, confirmation: PASSWORD },
      "attribute.email": "bob@example.com",
    });
    const sealed = /name="waiting" value="([^"]*)"/.exec(waiting.html)?.[1] ?? "";
    expect(sealed).toMatch(/^[\w-]{60,}$/);
    expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain(PASSWORD);
    const other = await aSite(emulator(), { version: 2 });
    const elsewhere = await post("/resendcode", { cookie }, { _csrf: MINE, waiting: sealed }, other);
    const asQuestion = await post("/mfa", { cookie }, { _csrf: MINE, asked: sealed });
    const changed = `${sealed.slice(0, 40)}${sealed[40] === "A" ? "B" : "A"}${sealed.slice(41)}`;
    const tampered = await post("/resendcode", { cookie }, { _csrf: MINE, waiting: changed });
    for (const { status, text } of [elsewhere, asQuestion, tampered])
      expect([status, pageOf({ html: text } as never).kind]).toEqual([200, "sign-in"]);
    emulator().clock.advance({ hours: 1 });
    const late = await post("/resendcode", { cookie }, { _csrf: MINE, waiting: sealed });
    expect(pageOf({ html: late.text } as never).kind).toBe("sign-in");
  });
});

describe("a session that somebody else chose", () => {
  it.each(["known", "a".repeat(43), ""])("cognito=%j isn't taken over by who signs in", async (value) => {
    const csrf = `XSRF-TOKEN=${MINE}`;
    const signedIn = await post(
      "/login",
      { cookie: `cognito=${value}; ${csrf}` },
      {
        ...{ _csrf: MINE, username: "ada", password: PASSWORD },
      },
    );
    expect(signedIn.headers.location).toContain("code=");
    const [session = "", renewed = ""] = ["cognito=", "XSRF-TOKEN="].map((name) =>
      (signedIn.headers["set-cookie"] ?? []).find((line) => line.startsWith(name)),
    );
    expect(session).toMatch(/^cognito=[\w-]{43}; /);
    expect(session.split(";")[0]).not.toBe(`cognito=${value}`);
    // Nor does the token of before open anything for who knows it.
    expect(renewed).toMatch(/^XSRF-TOKEN=[\w-]{43}; /);
    expect(renewed).not.toContain(MINE);
    const attacker = await raw(emulator(), pathOf(addressOf(site, "/oauth2/authorize", site.query)), {
      headers: { cookie: `cognito=${value}` },
    });
    expect(attacker.headers.location).toContain("/login?");
  });

  it("that lived ends when somebody signs in anew", async () => {
    const browser = aBrowser(emulator());
    await signInOn(browser, site);
    const before = browser.jar.get("cognito")?.value;
    await aConfirmedUser(emulator(), site.pool, "bob");
    const other = await browser.open(addressOf(site, "/login", { ...site.query, prompt: "login" }));
    expect(answerIn(await browser.submit(other, { username: "bob", password: PASSWORD }))).toHaveProperty(
      "code",
    );
    const stale = await raw(emulator(), pathOf(addressOf(site, "/oauth2/authorize", site.query)), {
      headers: { cookie: `cognito=${before}` },
    });
    expect(stale.headers.location).toContain("/login?");
  });
});

describe("cookies", () => {
  beforeAll(async () => {
    const pool = await aPool(emulator());
    await emulator().idp.send(
      new CreateUserPoolDomainCommand({ UserPoolId: pool.Id, Domain: "cookie-host" }),
    );
  });

  it("of the path form stay on the domain's path; no script reads them, no other site's form sends them", async () => {
    const browser = aBrowser(emulator());
    const login = await browser.open(addressOf(site, "/login", { ...site.query, lang: "de" }));
    const back = await browser.submit(login, { username: "ada", password: PASSWORD });
    const lines = [...login.headers.getSetCookie(), ...back.headers.getSetCookie()];
    expect(lines.map((line) => line.split("=")[0]).sort()).toEqual(
      expect.arrayContaining(["XSRF-TOKEN", "cognito", "lang"]),
    );
    for (const line of lines) {
      expect(line).toMatch(new RegExp(`; Path=/_domains/${site.name}; HttpOnly; SameSite=Lax`));
      expect(line).not.toMatch(/Domain=/i);
    }
  });

  it("of the host form are the host's own", async () => {
    const { port } = new URL(emulator().url);
    const host = `cookie-host.auth.localhost:${port}`;
    const { headers } = await raw(emulator(), "/error?error=x", { headers: { host } });
    for (const line of headers["set-cookie"] ?? []) {
      expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax/);
      expect(line).not.toMatch(/Domain=/i);
    }
    expect(headers["set-cookie"]?.length).toBeGreaterThan(0);
  });
});
