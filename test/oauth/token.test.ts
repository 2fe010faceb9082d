// /oauth2/token: every grant, every refusal, and what a code is bound to.

import { createHash, randomBytes } from "node:crypto";
import {
  AddUserPoolClientSecretCommand,
  AdminDisableUserCommand,
  GetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { aClient } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aCode, aSite, CALLBACK, OAUTH, type Site, token } from "./support.js";

const emulator = useEmulator();

const CODE_GRANT = { grant_type: "authorization_code", redirect_uri: CALLBACK };
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
});

/** Exchanges a code of a public client. */
const exchange = (site: Site, code: string, more: Record<string, string | undefined> = {}) =>
  token(site, { ...CODE_GRANT, client_id: site.client.ClientId, code, ...more });

describe("requests that are refused", () => {
  const cases: [name: string, form: Record<string, string | undefined>, error: string][] = [
    ["no grant_type", { grant_type: undefined }, "invalid_request"],
    ["another grant_type", { grant_type: "password" }, "unsupported_grant_type"],
    ["no client", { client_id: undefined }, "invalid_request"],
    ["a client that doesn't exist", { client_id: "nobody" }, "invalid_client"],
    ["a secret of a client without one", { client_secret: "secret" }, "invalid_client"],
    ["no code", { code: undefined }, "invalid_request"],
    ["no redirect_uri", { redirect_uri: undefined }, "invalid_request"],
    ["a redirect_uri that isn't the client's", { redirect_uri: `${CALLBACK}/` }, "unauthorized_client"],
    ["another redirect_uri of the client", { redirect_uri: "myapp://callback?x=1" }, "invalid_grant"],
    ["an unknown code", { code: "00000000-0000-4000-8000-000000000000" }, "invalid_grant"],
    ["a verifier without challenge", { code_verifier: "v".repeat(43) }, "invalid_grant"],
    ["no refresh token", { grant_type: "refresh_token" }, "invalid_request"],
    ["an unknown refresh token", { grant_type: "refresh_token", refresh_token: "x" }, "invalid_grant"],
    ["a client token for a user's client", { grant_type: "client_credentials" }, "unauthorized_client"],
  ];

  it.each(cases)("%s", async (_name, change, error) => {
    const site = await aSite(emulator());
    const code = await aCode(emulator(), site);
    const { status, body, headers } = await exchange(site, code, change);
    expect([status, body]).toEqual([400, { error }]);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    // Whoever guesses doesn't spend the code of its owner.
    expect((await exchange(site, code)).status).toBe(200);
  });

  it("a body that is no form", async () => {
    const site = await aSite(emulator());
    const response = await fetch(`${site.url}/oauth2/token`, {
      ...{ method: "POST", body: "{}", headers: { "content-type": "application/json" } },
    });
    expect([response.status, await response.json()]).toEqual([400, { error: "invalid_request" }]);
  });

  it("a code of another client", async () => {
    const site = await aSite(emulator());
    const code = await aCode(emulator(), site);
    const other = await aClient(emulator(), site.pool, OAUTH);
    expect((await exchange(site, code, { client_id: other.ClientId })).body).toEqual({
      error: "invalid_grant",
    });
    expect((await exchange(site, code)).status).toBe(200);
  });

  it("a client of another pool", async () => {
    const [site, other] = [await aSite(emulator()), await aSite(emulator())];
    const code = await aCode(emulator(), site);
    expect((await exchange({ ...site, url: other.url }, code)).body).toEqual({ error: "invalid_client" });
  });

  it("a code after five minutes", async () => {
    const site = await aSite(emulator());
    const code = await aCode(emulator(), site);
    emulator().clock.advance({ minutes: 5 });
    expect((await exchange(site, code)).body).toEqual({ error: "invalid_grant" });
  });

  it("a code of a user who was disabled", async () => {
    const site = await aSite(emulator());
    const code = await aCode(emulator(), site);
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: site.pool.Id, Username: "ada" }));
    expect((await exchange(site, code)).body).toEqual({ error: "invalid_grant" });
  });

  it("a code for a scope whose attributes the client may not read", async () => {
    const site = await aSite(emulator(), { client: { ReadAttributes: ["email"] } });
    const code = await aCode(emulator(), site, { scope: "openid email" });
    expect((await exchange(site, code)).body).toEqual({ error: "invalid_grant" });
  });
});

describe("a code", () => {
  it("that comes back revokes what it gave", async () => {
    const site = await aSite(emulator());
    const code = await aCode(emulator(), site);
    const { body } = await exchange(site, code);
    expect((await exchange(site, code)).body).toEqual({ error: "invalid_grant" });
    await refusal(
      emulator().idp.send(new GetUserCommand({ AccessToken: body.access_token })),
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    const refreshed = await token(site, {
      ...{ grant_type: "refresh_token", client_id: site.client.ClientId, refresh_token: body.refresh_token },
    });
    expect(refreshed.body).toEqual({ error: "invalid_grant" });
  });

  it("that comes twice at once gives tokens to one at most, and they don't last", async () => {
    const site = await aSite(emulator());
    const code = await aCode(emulator(), site);
    const answers = await Promise.all([exchange(site, code), exchange(site, code), exchange(site, code)]);
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThan(2);
    for (const { body } of answers.filter(({ status }) => status === 200))
      await refusal(
        emulator().idp.send(new GetUserCommand({ AccessToken: body.access_token })),
        "NotAuthorizedException",
        "Access Token has been revoked",
      );
  });

  it("with a challenge needs its verifier", async () => {
    const site = await aSite(emulator());
    const verifier = randomBytes(32).toString("base64url");
    const code = await aCode(emulator(), site, {
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    for (const code_verifier of [undefined, "short", randomBytes(32).toString("base64url")])
      expect((await exchange(site, code, { code_verifier })).body).toEqual({ error: "invalid_grant" });
    expect((await exchange(site, code, { code_verifier: verifier })).status).toBe(200);
  });

  it("is kept as a hash only", async () => {
    const site = await aSite(emulator());
    const code = await aCode(emulator(), site);
    const hash = createHash("sha256").update(code).digest();
    expect(emulator().app.store.authorizationCodes.find(hash)).toMatchObject({
      clientId: site.client.ClientId,
    });
    expect(JSON.stringify(emulator().app.store.authorizationCodes.find(hash))).not.toContain(code);
  });
});

describe("a client with a secret", () => {
  const secretSite = () => aSite(emulator(), { client: { GenerateSecret: true } });

  it("proves it by Basic or in the form, with either of its secrets", async () => {
    const site = await secretSite();
    const { ClientId, ClientSecret = "" } = site.client;
    const added = await emulator().idp.send(
      new AddUserPoolClientSecretCommand({ UserPoolId: site.pool.Id, ClientId }),
    );
    const second = added.ClientSecretDescriptor?.ClientSecretValue ?? "";
    const refresh_token = (
      await token(site, { ...CODE_GRANT, code: await aCode(emulator(), site) }, basic(ClientId, ClientSecret))
    ).body.refresh_token;
    for (const secret of [ClientSecret, second]) {
      const refresh = { grant_type: "refresh_token", refresh_token };
      expect((await token(site, refresh, basic(ClientId, secret))).status).toBe(200);
      expect((await token(site, { ...refresh, client_id: ClientId }, basic(ClientId, secret))).status).toBe(
        200,
      );
      expect((await token(site, { ...refresh, client_id: ClientId, client_secret: secret })).status).toBe(
        200,
      );
    }
  });

  it.each<[string, (id: string, secret: string) => [Record<string, string>, Record<string, string>], object]>(
    [
      ["no secret", (id) => [{ client_id: id }, {}], { error: "invalid_client" }],
      [
        "a wrong one",
        (id) => [{ client_id: id, client_secret: "x" }, {}],
        { error: "invalid_client", error_description: "invalid_client_secret" },
      ],
      [
        "a wrong one by Basic",
        (id) => [{}, basic(id, "x")],
        { error: "invalid_client", error_description: "invalid_client_secret" },
      ],
      [
        "two clients",
        (id, secret) => [{ client_id: "other" }, basic(id, secret)],
        { error: "invalid_client" },
      ],
      [
        "another scheme",
        (id) => [{ client_id: id }, { authorization: "Bearer x" }],
        { error: "invalid_client" },
      ],
      [
        "no colon",
        () => [{}, { authorization: `Basic ${Buffer.from("x").toString("base64")}` }],
        { error: "invalid_client" },
      ],
    ],
  )("is refused with %s", async (_name, credentials, body) => {
    const site = await secretSite();
    const code = await aCode(emulator(), site);
    const [form, headers] = credentials(site.client.ClientId, site.client.ClientSecret ?? "");
    const answer = await token(site, { ...CODE_GRANT, code, ...form }, headers);
    expect([answer.status, answer.body]).toEqual([400, body]);
  });
});

describe("tokens", () => {
  it("are refreshed without a new refresh token, and keep what was granted", async () => {
    const site = await aSite(emulator());
    const first = (
      await exchange(
        site,
        await aCode(emulator(), site, { scope: "openid", nonce: "n", resource: "https://api.example.com" }),
      )
    ).body;
    emulator().clock.advance({ minutes: 10 });
    const { status, body } = await token(site, {
      ...{ grant_type: "refresh_token", client_id: site.client.ClientId, refresh_token: first.refresh_token },
    });
    expect([status, Object.keys(body)]).toEqual([
      200,
      ["id_token", "access_token", "expires_in", "token_type"],
    ]);
    const [before, after] = [decodeJwt(first.access_token ?? ""), decodeJwt(body.access_token ?? "")];
    expect(before).toMatchObject({ aud: "https://api.example.com", scope: "openid", version: 2 });
    for (const claim of ["aud", "scope", "auth_time", "origin_jti", "version", "sub"])
      expect([claim, after[claim]]).toEqual([claim, before[claim]]);
    expect(decodeJwt(first.id_token ?? "").nonce).toBe("n");
    expect(decodeJwt(body.id_token ?? "")).not.toHaveProperty("nonce");
  });

  it("are refreshed with rotation where the client has it", async () => {
    const site = await aSite(emulator(), {
      client: {
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
      },
    });
    const first = (await exchange(site, await aCode(emulator(), site))).body;
    const refresh = {
      grant_type: "refresh_token",
      client_id: site.client.ClientId,
      refresh_token: first.refresh_token,
    };
    const { body } = await token(site, refresh);
    expect(body.refresh_token).toEqual(expect.any(String));
    expect((await token(site, refresh)).body).toEqual({ error: "invalid_grant" });
    expect((await token(site, { ...refresh, refresh_token: body.refresh_token })).status).toBe(200);
  });

  it("grant all scopes of the client when none are asked for", async () => {
    const site = await aSite(emulator());
    const { body } = await exchange(site, await aCode(emulator(), site));
    expect(decodeJwt(body.access_token ?? "").scope).toBe(
      "openid email phone profile aws.cognito.signin.user.admin",
    );
  });

  it("have no ID token without openid", async () => {
    const site = await aSite(emulator());
    const { body } = await exchange(
      site,
      await aCode(emulator(), site, { scope: "aws.cognito.signin.user.admin" }),
    );
    expect(Object.keys(body)).toEqual(["access_token", "refresh_token", "expires_in", "token_type"]);
  });

  const ATTRIBUTES = {
    email: "ada@example.com",
    email_verified: "true",
    phone_number: "+15550100",
    given_name: "Ada",
  };
  it.each([
    ["openid", ["email", "email_verified", "phone_number", "given_name"]],
    ["openid profile", ["email", "email_verified", "phone_number", "given_name"]],
    ["openid email", ["email", "email_verified"]],
    ["openid phone", ["phone_number"]],
    ["openid phone email", ["email", "email_verified", "phone_number"]],
  ])("have the claims of %s", async (scope, names) => {
    const site = await aSite(emulator());
    const { body } = await exchange(site, await aCode(emulator(), site, { scope }, ATTRIBUTES));
    const claims = decodeJwt(body.id_token ?? "");
    expect(Object.keys(ATTRIBUTES).filter((name) => name in claims)).toEqual(names);
  });
});
