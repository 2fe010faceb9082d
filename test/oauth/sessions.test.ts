// Sessions of browsers: who needs not sign in again, for how long, and how they end.

import { createHash } from "node:crypto";
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminListUserSessionsCommand,
  AdminRevokeUserSessionCommand,
  UpdateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { track } from "../support/sessions.js";
import {
  aBrowser,
  addressOf,
  answerIn,
  aSite,
  type Browser,
  CALLBACK,
  LOGOUT,
  OAUTH,
  pageOf,
  type Site,
  signInOn,
  token,
  withBranding,
} from "./support.js";

const emulator = useEmulator();

async function signedIn(version: 1 | 2 = 1) {
  const site = await aSite(emulator(), { version });
  await aConfirmedUser(emulator(), site.pool, "ada");
  const browser = aBrowser(emulator());
  const back = await signInOn(browser, site);
  return { site, browser, back };
}

const authorize = (browser: Browser, site: Site, query: Record<string, string> = {}) =>
  browser.open(addressOf(site, "/oauth2/authorize", { ...site.query, ...query }));

describe("a browser's session", () => {
  it("is a cookie of an hour that no script reads, kept as a hash", async () => {
    const { site, browser, back } = await signedIn();
    const cookies = back.headers.getSetCookie();
    expect(cookies.find((line) => line.startsWith("cognito="))).toMatch(
      new RegExp(`^cognito=[\\w-]{43}; Path=/_domains/${site.name}; HttpOnly; SameSite=Lax; Max-Age=3600$`),
    );
    const value = browser.jar.get("cognito")?.value ?? "";
    const { browserSessions } = emulator().app.store;
    expect(browserSessions.find(createHash("sha256").update(value).digest())).toMatchObject({
      poolId: site.pool.Id,
    });
    expect(browserSessions.find(Buffer.from(value))).toBeUndefined();
  });

  it("gives codes without asking, for an hour after the sign-in", async () => {
    const { site, browser, back } = await signedIn();
    const signedInAt = Math.floor(emulator().clock.now() / 1000);
    emulator().clock.advance({ minutes: 59 });
    const again = await authorize(browser, site, { state: "2" });
    expect(answerIn(again)).toEqual({ code: expect.any(String), state: "2" });
    expect(answerIn(again).code).not.toBe(answerIn(back).code);
    const { body } = await token(site, {
      ...{ grant_type: "authorization_code", client_id: site.client.ClientId, redirect_uri: CALLBACK },
      code: answerIn(again).code,
    });
    expect(Math.abs(Number(decodeJwt(body.id_token ?? "").auth_time) - signedInAt)).toBeLessThan(5);
    // Use doesn't prolong it.
    emulator().clock.advance({ minutes: 1 });
    expect(pageOf(await authorize(browser, site))).toMatchObject({ kind: "sign-in" });
  });

  it("serves other clients of the pool, and no other pool", async () => {
    const { site, browser } = await signedIn();
    const other = await aClient(emulator(), site.pool, OAUTH);
    expect(answerIn(await authorize(browser, site, { client_id: other.ClientId }))).toHaveProperty("code");
    const another = await aSite(emulator());
    const cookie = `cognito=${browser.jar.get("cognito")?.value}`;
    const response = await fetch(addressOf(another, "/oauth2/authorize", another.query), {
      ...{ headers: { cookie }, redirect: "manual" },
    });
    expect(response.headers.get("location")).toContain("/login?");
  });

  it.each([
    ["disabled", AdminDisableUserCommand],
    ["deleted", AdminDeleteUserCommand],
  ] as const)("is over when its user is %s", async (_name, Command) => {
    const { site, browser } = await signedIn();
    await emulator().idp.send(
      new Command({ UserPoolId: site.pool.Id, Username: "ada" }) as AdminDisableUserCommand,
    );
    expect(pageOf(await authorize(browser, site))).toMatchObject({ kind: "sign-in" });
  });

  it("is offered on the login page, and another account beside it", async () => {
    const { site, browser } = await signedIn();
    const login = await browser.open(addressOf(site, "/login", site.query));
    expect(login.html).toContain("Sign in as ada");
    expect(answerIn(await browser.submit(login, { action: "continue" }))).toHaveProperty("code");
    await aConfirmedUser(emulator(), site.pool, "bob");
    const other = await browser.open(addressOf(site, "/login", { ...site.query, other_account: "true" }));
    expect(pageOf(other)).toMatchObject({ kind: "sign-in" });
    const before = browser.jar.get("cognito")?.value;
    const back = await browser.submit(other, { username: "bob", password: "Corr3ct-Horse!" });
    expect(answerIn(back)).toHaveProperty("code");
    expect(browser.jar.get("cognito")?.value).not.toBe(before);
  });

  it.each([
    ["login", "sign-in"],
    ["select_account", "account"],
  ] as const)("prompt=%s of managed login shows the page", async (prompt, kind) => {
    const { site, browser } = await signedIn(2);
    expect(answerIn(await authorize(browser, site, { prompt: "none" }))).toHaveProperty("code");
    const shown = await authorize(browser, site, { prompt });
    expect(pageOf(shown).kind).toBe(kind);
  });

  it("doesn't go on where prompt=login was asked for", async () => {
    const { site, browser } = await signedIn(2);
    const login = await browser.open(addressOf(site, "/login", { ...site.query, prompt: "select_account" }));
    const forged = { ...login, html: login.html.replaceAll("prompt=select_account", "prompt=login") };
    const shown = await browser.submit(forged, { action: "continue" });
    expect(pageOf(shown)).toMatchObject({ kind: "sign-in" });
  });

  it("is named after the address where the username is one of the service's own making", async () => {
    const site = await aSite(emulator(), { pool: { UsernameAttributes: ["email"] }, version: 2 });
    const username = "ada@example.com";
    await aConfirmedUser(emulator(), site.pool, username, { email: username });
    const browser = aBrowser(emulator());
    await signInOn(browser, site, {}, username);
    const login = await browser.open(addressOf(site, "/login", site.query));
    expect(login.html).toContain(`Sign in as ${username}`);
  });

  it("ends when the domain gets pages of another version, and with nothing less", async () => {
    const { site, browser } = await signedIn(1);
    const update = (input: object) =>
      emulator().idp.send(
        new UpdateUserPoolDomainCommand({ UserPoolId: site.pool.Id, Domain: site.name, ...input }),
      );
    await update({ ManagedLoginVersion: 1 });
    expect(answerIn(await authorize(browser, site))).toHaveProperty("code");
    await update({ ManagedLoginVersion: 2 });
    await withBranding(emulator(), site.client);
    expect(pageOf(await authorize(browser, site))).toMatchObject({ kind: "sign-in" });
  });

  it("is too old for a request that says so", async () => {
    const { site, browser } = await signedIn(2);
    emulator().clock.advance({ minutes: 10 });
    expect(answerIn(await authorize(browser, site, { max_age: "3600" }))).toHaveProperty("code");
    expect(pageOf(await authorize(browser, site, { max_age: "60" }))).toMatchObject({ kind: "sign-in" });
    expect(answerIn(await authorize(browser, site, { max_age: "60", prompt: "none" }))).toEqual({
      error: "login_required",
    });
  });
});

describe("/logout", () => {
  it("ends the session and goes to logout_uri, with the state", async () => {
    const { site, browser } = await signedIn();
    const value = browser.jar.get("cognito")?.value ?? "";
    const out = await browser.open(
      addressOf(site, "/logout", {
        client_id: site.client.ClientId,
        logout_uri: LOGOUT,
        state: "s",
        redirect_uri: CALLBACK,
      }),
    );
    expect(out.left).toBe(`${LOGOUT}?state=s`);
    expect(browser.jar.has("cognito")).toBe(false);
    // Nor does the cookie of before work any more.
    const response = await fetch(addressOf(site, "/oauth2/authorize", site.query), {
      ...{ headers: { cookie: `cognito=${value}` }, redirect: "manual" },
    });
    expect(response.headers.get("location")).toContain("/login?");
  });

  it("goes to the login page with redirect_uri and response_type, and all scopes of the client", async () => {
    const { site, browser } = await signedIn();
    const out = await browser.open(addressOf(site, "/logout", { ...site.query, state: "s" }));
    expect(pageOf(out)).toMatchObject({ kind: "sign-in" });
    expect(Object.fromEntries(new URL(out.url).searchParams)).toEqual({
      ...site.query,
      ...{ state: "s", scope: "openid email phone profile aws.cognito.signin.user.admin" },
    });
    expect(browser.jar.has("cognito")).toBe(false);
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ["no client", { client_id: undefined }, "Required String parameter 'client_id' is not present"],
    ["an unknown client", { client_id: "nobody" }, "User pool client nobody does not exist."],
    ["nowhere to go", {}, "Required String parameter 'redirect_uri' is not present"],
    [
      "an address that isn't registered",
      { logout_uri: `${LOGOUT}/` },
      "Required String parameter 'redirect_uri' is not present",
    ],
    [
      "no response_type",
      { redirect_uri: CALLBACK },
      "Required String parameter 'response_type' is not present",
    ],
  ])("refuses %s", async (_name, query, error) => {
    const { site, browser } = await signedIn();
    const shown = await browser.open(
      addressOf(site, "/logout", { client_id: site.client.ClientId, ...query }),
    );
    expect([shown.status, pageOf(shown).error]).toEqual([400, error]);
  });
});

describe("forms", () => {
  const send = (site: Site, headers: Record<string, string>, form: Record<string, string>) =>
    fetch(addressOf(site, "/login", site.query), {
      ...{ method: "POST", headers, redirect: "manual" },
      body: new URLSearchParams({ username: "ada", password: "Corr3ct-Horse!", ...form }),
    });
  const token43 = "a".repeat(43);

  it.each<[string, (origin: string) => Record<string, string>, Record<string, string>]>([
    ["without the cookie", () => ({}), { _csrf: token43 }],
    ["without the field", () => ({ cookie: `XSRF-TOKEN=${token43}` }), {}],
    ["with another token", () => ({ cookie: `XSRF-TOKEN=${token43}` }), { _csrf: "b".repeat(43) }],
    [
      "of another site",
      () => ({ cookie: `XSRF-TOKEN=${token43}`, origin: "https://evil.example" }),
      { _csrf: token43 },
    ],
    ["of nobody", () => ({ cookie: `XSRF-TOKEN=${token43}`, origin: "null" }), { _csrf: token43 }],
    [
      "of a neighbour",
      (origin) => ({ cookie: `XSRF-TOKEN=${token43}`, origin, "sec-fetch-site": "same-site" }),
      { _csrf: token43 },
    ],
  ])("%s are refused", async (_name, headers, form) => {
    const site = await aSite(emulator());
    await aConfirmedUser(emulator(), site.pool, "ada");
    const refused = await send(site, headers(new URL(emulator().url).origin), form);
    expect([refused.status, refused.headers.get("set-cookie")]).toEqual([
      403,
      expect.not.stringContaining("cognito="),
    ]);
    const cookie = `XSRF-TOKEN=${token43}`;
    expect((await send(site, { cookie }, { _csrf: token43 })).status).toBe(302);
  });

  it("come with headers that keep pages to themselves", async () => {
    const site = await aSite(emulator());
    const { headers } = await aBrowser(emulator()).open(addressOf(site, "/login", site.query));
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; script-src 'nonce-[\w-]{22}'; .*frame-ancestors 'none'$/,
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      ...{ "x-frame-options": "DENY", "x-content-type-options": "nosniff", "referrer-policy": "same-origin" },
      "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
    });
    expect(headers.getSetCookie()[0]).toMatch(
      /^XSRF-TOKEN=[\w-]{43}; Path=\/_domains\/[\w-]+; HttpOnly; SameSite=Lax$/,
    );
  });
});

describe("session tracking and levels", () => {
  it("lists the browser's session, names it in tokens, and ends it when it is revoked", async () => {
    const { site, browser } = await signedIn(2);
    await track(emulator(), site.pool);
    // Sessions from before are not tracked.
    const other = aBrowser(emulator());
    const back = await signInOn(other, site);
    const { body } = await token(site, {
      ...{ grant_type: "authorization_code", client_id: site.client.ClientId, redirect_uri: CALLBACK },
      code: answerIn(back).code,
    });
    expect(decodeJwt(body.id_token ?? "")).toMatchObject({ amr: ["pwd"], acr: "urn:cognito:loa:1" });
    const list = async () =>
      (
        await emulator().idp.send(
          new AdminListUserSessionsCommand({ UserPoolId: site.pool.Id, Username: "ada" }),
        )
      ).Sessions ?? [];
    const sso = (await list()).find(({ SessionType }) => SessionType === "SSO");
    expect(sso).toMatchObject({ SessionId: expect.stringMatching(/^sso/) });
    await emulator().idp.send(
      new AdminRevokeUserSessionCommand({
        UserPoolId: site.pool.Id,
        Username: "ada",
        SessionId: sso?.SessionId,
      }),
    );
    expect(pageOf(await authorize(other, site))).toMatchObject({ kind: "sign-in" });
    expect(answerIn(await authorize(browser, site))).toHaveProperty("code");
  });
});
