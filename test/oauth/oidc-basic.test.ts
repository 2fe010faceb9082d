// The basic certification plan of the OpenID Foundation, as far as Cognito itself could pass it: one test for each of
// its modules, under the module's name. Left out are the modules for what Cognito doesn't have: addresses, tokens in
// the body of userInfo, request objects that are honoured or refused, essential claims.
import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { authorize, claimsOf, exchange, metadata, sha256, tokensOf } from "./relying-party.js";
import {
  aBrowser,
  addressOf,
  answerIn,
  aSite,
  CALLBACK,
  OAUTH,
  pageOf,
  type Site,
  token,
} from "./support.js";

const emulator = useEmulator({ issuer: "local" });

const ADA = {
  ...{ email: "ada@example.com", email_verified: "true", phone_number: "+15550100" },
  ...{ phone_number_verified: "true", name: "Ada Lovelace" },
  ...{ given_name: "Ada", family_name: "Lovelace", birthdate: "1815-12-10", address: "St James's Square" },
};

/** A domain with managed login, where the parameters of OpenID Connect mean something, and a user of it. */
async function aParty(client: Parameters<typeof aSite>[1] = {}) {
  const site = await aSite(emulator(), { version: 2, ...client });
  await aConfirmedUser(emulator(), site.pool, "ada", ADA);
  return { site, browser: aBrowser(emulator()) };
}

async function userInfo(site: Site, accessToken: string, method = "GET") {
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await fetch(`${site.url}/oauth2/userInfo`, { method, headers });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

describe("the answer", () => {
  it("server: a code becomes an ID token that stands every check, and claims about the same person", async () => {
    const { site, browser } = await aParty();
    const tokens = await tokensOf(browser, site, { scope: "openid", nonce: "n", state: "s" });
    const { sub, iat, exp, auth_time, nonce } = await claimsOf(emulator(), site, tokens);
    expect(nonce).toBe("n");
    expect(Number(exp) - Number(iat)).toBe(3600);
    expect(Number(auth_time)).toBeLessThanOrEqual(Number(iat));
    expect((await userInfo(site, tokens.access_token)).body.sub).toBe(sub);
  });

  it("response-type-missing: the application is told, and not asked to guess", async () => {
    const { site, browser } = await aParty();
    const back = await authorize(browser, site, { response_type: undefined, state: "s" });
    expect(back.left?.split("?")[0]).toBe(CALLBACK);
    expect(answerIn(back)).toEqual({ error: "invalid_request", state: "s" });
  });

  it.each(["id_token", "code id_token", "code token", "id_token token", "none", "CODE", ""])(
    "response_type=%s: what Cognito doesn't have is an invalid request",
    async (response_type) => {
      const { site, browser } = await aParty();
      expect(answerIn(await authorize(browser, site, { response_type, state: "s" }))).toEqual({
        ...{ error: "invalid_request", state: "s" },
      });
    },
  );

  it("state comes back to the letter, and only where it was sent", async () => {
    const { site, browser } = await aParty();
    for (const state of ["a", "a b+c&d=e#f?g/%20", "ключ 🔑", "x".repeat(2000), "\"<>'\\"]) {
      expect(answerIn(await authorize(browser, site, { state })).state).toBe(state);
    }
    expect(answerIn(await authorize(browser, site))).toEqual({ code: expect.any(String) });
  });

  it("ensure-registered-redirect-uri: another address gets nothing, neither code nor error", async () => {
    const { site, browser } = await aParty();
    for (const redirect_uri of [`${CALLBACK}x`, "https://evil.example/", "urn:ietf:wg:oauth:2.0:oob"]) {
      const shown = await authorize(browser, site, { redirect_uri });
      expect([shown.left, shown.status, pageOf(shown).error]).toEqual([undefined, 400, "redirect_mismatch"]);
    }
  });

  it("ensure-post-request-succeeds", async () => {
    const { site, browser } = await aParty();
    const response = await fetch(`${site.url}/oauth2/authorize`, {
      ...{ method: "POST", redirect: "manual" },
      body: new URLSearchParams({ ...site.query, scope: "openid", state: "s" }),
    });
    const login = await browser.open(new URL(response.headers.get("location") ?? "", site.url).href);
    expect(pageOf(login).kind).toBe("sign-in");
    expect(Object.fromEntries(new URL(login.url).searchParams)).toMatchObject({
      scope: "openid",
      state: "s",
    });
  });

  it("ensure-request-without-nonce-succeeds-for-code-flow: no nonce is made up", async () => {
    const { site, browser } = await aParty();
    const claims = await claimsOf(emulator(), site, await tokensOf(browser, site, { scope: "openid" }));
    expect(claims).not.toHaveProperty("nonce");
  });
});

describe("scopes", () => {
  const EMAIL = { email: "ada@example.com", email_verified: true };
  const PHONE = { phone_number: "+15550100", phone_number_verified: true };
  const PROFILE = {
    name: "Ada Lovelace",
    given_name: "Ada",
    family_name: "Lovelace",
    birthdate: "1815-12-10",
  };
  const ALL = { ...EMAIL, ...PHONE, ...PROFILE, address: { formatted: "St James's Square" } };
  const NAMES = Object.keys(ALL);

  /** In the ID token flags are flags and the address is an object; userInfo has nothing but text. */
  const asText = (claims: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(claims).map(([name, value]) => [name, name === "address" ? ADA.address : String(value)]),
    );

  it.each<[module: string, scope: string, claims: Record<string, unknown>]>([
    ["openid alone: all that the client may read", "openid", ALL],
    ["scope-profile", "openid profile", ALL],
    ["scope-email", "openid email", EMAIL],
    ["scope-phone", "openid phone", PHONE],
    ["scope-all", "openid profile email phone", ALL],
    ["ensure-other-scope-order-succeeds", "email openid", EMAIL],
    ["ensure-other-scope-order-succeeds, again", "phone email openid", { ...EMAIL, ...PHONE }],
  ])("%s", async (_module, scope, expected) => {
    const { site, browser } = await aParty();
    const tokens = await tokensOf(browser, site, { scope });
    const inToken = await claimsOf(emulator(), site, tokens);
    const { body } = await userInfo(site, tokens.access_token);
    const among = (claims: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(claims).filter(([name]) => NAMES.includes(name)));
    expect(among(inToken)).toEqual(expected);
    expect(among(body)).toEqual(asText(expected));
    expect(decodeJwt(tokens.access_token).scope).toBe(scope);
  });

  it("scope-address: Cognito has no such scope", async () => {
    const { site, browser } = await aParty();
    expect(answerIn(await authorize(browser, site, { scope: "openid address" }))).toEqual({
      ...{ error: "invalid_request", error_description: "invalid_scope" },
    });
  });
});

describe("userInfo", () => {
  it.each(["GET", "POST"])(
    "userinfo-get, userinfo-post-header: %s with the token in the header",
    async (method) => {
      const { site, browser } = await aParty();
      const tokens = await tokensOf(browser, site, { scope: "openid email" });
      expect(await userInfo(site, tokens.access_token, method)).toEqual({
        ...{ status: 200 },
        body: { sub: expect.any(String), email: ADA.email, email_verified: "true", username: "ada" },
      });
    },
  );

  it("takes a token from nowhere else", async () => {
    const { site, browser } = await aParty();
    const { access_token } = await tokensOf(browser, site);
    const address = `${site.url}/oauth2/userInfo`;
    const body = new URLSearchParams({ access_token });
    for (const response of [
      await fetch(`${address}?access_token=${access_token}`),
      await fetch(address, { method: "POST", body }),
      await fetch(address, { headers: { authorization: access_token } }),
      await fetch(address, { headers: { authorization: `Basic ${access_token}` } }),
    ])
      expect([response.status, await response.json()]).toEqual([
        400,
        { error: "invalid_request", error_description: "Bad OAuth2 request at UserInfo Endpoint" },
      ]);
  });
});

describe("parameters that ask for something", () => {
  it.each(["page", "popup", "touch", "wap"])("display-%s changes nothing", async (display) => {
    const { site, browser } = await aParty();
    expect(answerIn(await authorize(browser, site, { display }))).toHaveProperty("code");
  });

  it.each<[module: string, parameters: Record<string, string>]>([
    ["ensure-request-with-unknown-parameter-succeeds", { extra: "foobar" }],
    ["id-token-hint", { id_token_hint: "e30.e30.x" }],
    ["ui-locales", { ui_locales: "se" }],
    ["claims-locales", { claims_locales: "se" }],
    ["ensure-request-with-acr-values-succeeds", { acr_values: "1 2" }],
    ["lang", { lang: "fr" }],
  ])("%s", async (_module, parameters) => {
    const { site, browser } = await aParty();
    expect(answerIn(await authorize(browser, site, parameters))).toHaveProperty("code");
  });

  it("login-hint is in the form", async () => {
    const { site, browser } = await aParty();
    const login = await browser.open(
      addressOf(site, "/oauth2/authorize", { ...site.query, login_hint: "ada@example.com" }),
    );
    expect(login.html).toContain('value="ada@example.com"');
  });

  it("ensure-request-object-with-redirect-uri: an address in a request object is never read", async () => {
    const { site, browser } = await aParty();
    const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
    const request = `${part({ alg: "none" })}.${part({ redirect_uri: "https://evil.example/" })}.`;
    expect((await authorize(browser, site, { request })).left).toContain(CALLBACK);
    expect((await authorize(browser, site, { request_uri: "https://evil.example/r" })).left).toContain(
      CALLBACK,
    );
    expect(pageOf(await authorize(browser, site, { request, redirect_uri: undefined })).error).toBe(
      "Required String parameter 'redirect_uri' is not present",
    );
  });
});

describe("who is signed in already", () => {
  it("prompt-none-not-logged-in", async () => {
    const { site, browser } = await aParty();
    expect(answerIn(await authorize(browser, site, { prompt: "none", state: "s" }))).toEqual({
      ...{ error: "login_required", state: "s" },
    });
  });

  it("prompt-none-logged-in: the same person, the same sign-in", async () => {
    const { site, browser } = await aParty();
    const first = await claimsOf(emulator(), site, await tokensOf(browser, site, { nonce: "1" }));
    emulator().clock.advance({ minutes: 5 });
    const silent = await tokensOf(browser, site, { prompt: "none", nonce: "2" });
    const second = await claimsOf(emulator(), site, silent);
    expect([second.sub, second.auth_time, second.nonce]).toEqual([first.sub, first.auth_time, "2"]);
    expect(Number(second.iat)).toBeGreaterThan(Number(first.iat));
  });

  it("prompt-login: asks again, and the sign-in is a new one", async () => {
    const { site, browser } = await aParty();
    const first = await claimsOf(emulator(), site, await tokensOf(browser, site));
    emulator().clock.advance({ minutes: 5 });
    const login = await browser.open(
      addressOf(site, "/oauth2/authorize", { ...site.query, prompt: "login" }),
    );
    expect(pageOf(login).kind).toBe("sign-in");
    const second = await claimsOf(emulator(), site, await tokensOf(browser, site, { prompt: "login" }));
    expect(second.sub).toBe(first.sub);
    expect(Number(second.auth_time)).toBeGreaterThanOrEqual(Number(first.auth_time) + 300);
  });

  it("prompt in the classic pages means nothing", async () => {
    const { site, browser } = await aParty({ version: 1 });
    await authorize(browser, site);
    expect(answerIn(await authorize(browser, site, { prompt: "login" }))).toHaveProperty("code");
  });

  it("max-age-1: a sign-in that is older is repeated", async () => {
    const { site, browser } = await aParty();
    const first = await claimsOf(emulator(), site, await tokensOf(browser, site, { max_age: "15000" }));
    emulator().clock.advance({ seconds: 2 });
    const login = await browser.open(addressOf(site, "/oauth2/authorize", { ...site.query, max_age: "1" }));
    expect(pageOf(login).kind).toBe("sign-in");
    const second = await claimsOf(emulator(), site, await tokensOf(browser, site, { max_age: "1" }));
    expect(Number(second.auth_time)).toBeGreaterThanOrEqual(Number(first.auth_time) + 2);
  });

  it("max-age-10000: a sign-in that is younger stands", async () => {
    const { site, browser } = await aParty();
    const first = await claimsOf(emulator(), site, await tokensOf(browser, site));
    emulator().clock.advance({ seconds: 2 });
    const back = await browser.open(
      addressOf(site, "/oauth2/authorize", { ...site.query, max_age: "10000" }),
    );
    const { body } = await exchange(site, back);
    const second = await claimsOf(emulator(), site, body as never);
    expect(second.auth_time).toBe(first.auth_time);
  });
});

describe("the token endpoint", () => {
  it.each(["codereuse", "codereuse-30seconds"])(
    "%s: no second time, and the first is undone",
    async (module) => {
      const { site, browser } = await aParty();
      const back = await authorize(browser, site);
      const { body } = await exchange(site, back);
      if (module === "codereuse-30seconds") emulator().clock.advance({ seconds: 30 });
      const again = await exchange(site, back);
      expect([again.status, again.body]).toEqual([400, { error: "invalid_grant" }]);
      await refusal(
        emulator().idp.send(new GetUserCommand({ AccessToken: body.access_token })),
        "NotAuthorizedException",
        "Access Token has been revoked",
      );
      expect((await userInfo(site, body.access_token ?? "")).status).toBe(401);
      const refresh = { grant_type: "refresh_token", client_id: site.client.ClientId };
      expect((await token(site, { ...refresh, refresh_token: body.refresh_token })).body).toEqual({
        error: "invalid_grant",
      });
    },
  );

  it("server-client-secret-post and its twin, client_secret_basic", async () => {
    const { site, browser } = await aParty({ client: { GenerateSecret: true } });
    expect((await exchange(site, await authorize(browser, site))).status).toBe(200);
    const { ClientId, ClientSecret } = site.client;
    const form = {
      ...{ grant_type: "authorization_code", redirect_uri: CALLBACK },
      code: answerIn(await authorize(browser, site)).code,
    };
    const authorization = `Basic ${Buffer.from(`${ClientId}:${ClientSecret}`).toString("base64")}`;
    expect((await token(site, form, { authorization })).status).toBe(200);
  });

  it("refresh-token: the same person, the same sign-in, and at_hash of the new token", async () => {
    const { site, browser } = await aParty();
    const tokens = await tokensOf(browser, site, { scope: "openid email", nonce: "n" });
    const first = await claimsOf(emulator(), site, tokens);
    emulator().clock.advance({ minutes: 5 });
    const { body } = await token(site, {
      ...{
        grant_type: "refresh_token",
        client_id: site.client.ClientId,
        refresh_token: tokens.refresh_token,
      },
    });
    const second = await claimsOf(emulator(), site, body as never);
    for (const claim of ["iss", "sub", "aud", "auth_time", "email"])
      expect(second[claim]).toEqual(first[claim]);
    expect(Number(second.iat)).toBeGreaterThan(Number(first.iat));
    expect(second.at_hash).not.toBe(first.at_hash);
  });

  it("refresh-token: is good for its own client only", async () => {
    const { site, browser } = await aParty();
    const tokens = await tokensOf(browser, site);
    const other = await aClient(emulator(), site.pool, OAUTH);
    const form = { grant_type: "refresh_token", refresh_token: tokens.refresh_token };
    expect((await token(site, { ...form, client_id: other.ClientId })).body).toEqual({
      error: "invalid_grant",
    });
    expect((await token(site, { ...form, client_id: site.client.ClientId })).status).toBe(200);
  });

  it("answers in JSON that nobody stores", async () => {
    const { site, browser } = await aParty();
    const { headers } = await exchange(site, await authorize(browser, site));
    expect(headers.get("content-type")).toMatch(/^application\/json;/);
    expect([headers.get("cache-control"), headers.get("pragma")]).toEqual([
      expect.stringContaining("no-store"),
      "no-cache",
    ]);
  });
});

describe("the implicit flow", () => {
  it("tokens come behind the #, with a nonce and at_hash, and none to refresh", async () => {
    const { site, browser } = await aParty();
    const back = await authorize(browser, site, {
      response_type: "token",
      nonce: "n",
      state: "s",
      scope: "openid",
    });
    const { id_token = "", access_token = "", ...rest } = answerIn(back);
    expect(back.left?.split("#")[0]).toBe(CALLBACK);
    expect(rest).toEqual({ token_type: "Bearer", expires_in: "3600", state: "s" });
    expect(await claimsOf(emulator(), site, { id_token, access_token })).toMatchObject({
      ...{ nonce: "n", at_hash: sha256(access_token).subarray(0, 16).toString("base64url") },
    });
  });

  it("without openid there is an access token alone", async () => {
    const { site, browser } = await aParty();
    const back = await authorize(browser, site, {
      response_type: "token",
      scope: "aws.cognito.signin.user.admin",
    });
    expect(Object.keys(answerIn(back))).toEqual(["access_token", "expires_in", "token_type"]);
  });
});

it("discovery says what the endpoints do", async () => {
  const { site } = await aParty();
  expect(await metadata(emulator(), site)).toMatchObject({
    ...{ authorization_endpoint: expect.stringMatching(/\/oauth2\/authorize$/) },
    ...{ token_endpoint: expect.stringMatching(/\/oauth2\/token$/) },
    ...{ userinfo_endpoint: expect.stringMatching(/\/oauth2\/userInfo$/) },
    ...{ revocation_endpoint: expect.stringMatching(/\/oauth2\/revoke$/) },
    ...{ end_session_endpoint: expect.stringMatching(/\/logout$/) },
    ...{ id_token_signing_alg_values_supported: ["RS256"], subject_types_supported: ["public"] },
    ...{
      response_types_supported: ["code", "token"],
      scopes_supported: ["openid", "email", "phone", "profile"],
    },
    ...{ token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"] },
  });
});
