// The client credentials grant, custom scopes, and what functions are told of sign-ins on a domain.
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { aMachine, SCOPES } from "../support/machines.js";
import { eventsOf, FUNCTION, sourcesOf, useTriggers } from "../triggers/obedient.js";
import { aBrowser, addressOf, answerIn, aSite, CALLBACK, pageOf, signInOn, token } from "./support.js";

const { emulator, tell } = useTriggers();

describe("client credentials", () => {
  async function aMachineSite(pool = {}) {
    const site = await aSite(emulator(), { pool });
    const machine = await aMachine(emulator(), site.pool, {
      ...{ ExplicitAuthFlows: [], AllowedOAuthFlowsUserPoolClient: true },
      AllowedOAuthFlows: ["client_credentials"],
    });
    const credentials = { client_id: machine.ClientId, client_secret: machine.ClientSecret };
    const get = (form: Record<string, string | undefined> = {}) =>
      token(site, { grant_type: "client_credentials", ...credentials, ...form });
    return { site, machine, get };
  }

  it("give an access token for all of the client's scopes, or for those that are asked for", async () => {
    const { machine, get } = await aMachineSite();
    const { status, body } = await get();
    expect([status, Object.keys(body)]).toEqual([200, ["access_token", "expires_in", "token_type"]]);
    expect(decodeJwt(body.access_token ?? "")).toMatchObject({
      ...{ sub: machine.ClientId, client_id: machine.ClientId, token_use: "access", scope: SCOPES.join(" ") },
      version: 2,
    });
    expect(decodeJwt((await get({ scope: "solar/read" })).body.access_token ?? "").scope).toBe("solar/read");
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ["a scope that isn't the client's", { scope: "solar/delete" }, "invalid_scope"],
    ["a scope of OpenID Connect", { scope: "openid" }, "invalid_scope"],
    ["no secret", { client_secret: undefined }, "invalid_client"],
    ["metadata that is no JSON", { aws_client_metadata: "{" }, "invalid_request"],
    ["metadata that is no map of texts", { aws_client_metadata: '{"a":1}' }, "invalid_request"],
    [
      "a user's grant",
      { grant_type: "authorization_code", code: "x", redirect_uri: CALLBACK },
      "unauthorized_client",
    ],
  ])("are refused for %s", async (_name, form, error) => {
    const { get } = await aMachineSite();
    const { status, body } = await get(form);
    expect([status, body]).toEqual([400, { error }]);
  });

  it("fire the third version of PreTokenGeneration, with the request's metadata", async () => {
    const LambdaConfig = {
      PreTokenGenerationConfig: { LambdaVersion: "V3_0", LambdaArn: FUNCTION },
    } as const;
    const { site, get } = await aMachineSite({ LambdaConfig });
    const details = {
      accessTokenGeneration: { scopesToAdd: ["extra"], claimsToAddOrOverride: { plan: "gold" } },
    };
    tell(site.pool, { TokenGeneration: { response: { claimsAndScopeOverrideDetails: details } } });
    const { body } = await get({ aws_client_metadata: '{"a":"b"}', scope: "solar/read" });
    expect(decodeJwt(body.access_token ?? "")).toMatchObject({ scope: "solar/read extra", plan: "gold" });
    expect(eventsOf(emulator(), site.pool)).toMatchObject([
      {
        ...{ triggerSource: "TokenGeneration_ClientCredentials", userName: "ClientCredentials" },
        request: { scopes: ["solar/read"], clientMetadata: { a: "b" } },
      },
    ]);
  });
});

describe("functions", () => {
  it("hear of sign-ins on pages, and of tokens as HostedAuth", async () => {
    const LambdaConfig = {
      ...{ PreAuthentication: FUNCTION, PostAuthentication: FUNCTION },
      PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: FUNCTION },
    } as const;
    const site = await aSite(emulator(), { pool: { LambdaConfig } });
    const details = {
      idTokenGeneration: { claimsToAddOrOverride: { plan: "gold", at_hash: "x", nonce: "x" } },
    };
    tell(site.pool, { TokenGeneration: { response: { claimsAndScopeOverrideDetails: details } } });
    await aConfirmedUser(emulator(), site.pool, "ada");
    const { code } = answerIn(await signInOn(aBrowser(emulator()), site, { scope: "openid", nonce: "n" }));
    expect(sourcesOf(emulator(), site.pool)).toEqual([
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
    ]);
    const { body } = await token(site, {
      ...{ grant_type: "authorization_code", client_id: site.client.ClientId, redirect_uri: CALLBACK, code },
    });
    const claims = decodeJwt(body.id_token ?? "");
    expect(claims).toMatchObject({ plan: "gold", nonce: "n" });
    expect(claims.at_hash).not.toBe("x");
    expect(eventsOf(emulator(), site.pool, "TokenGeneration_HostedAuth")).toMatchObject([
      { userName: "ada", request: { scopes: ["openid"] } },
    ]);
  });

  it("refuse sign-ins in their own words, and spoil tokens with them", async () => {
    const LambdaConfig = { PreAuthentication: FUNCTION, PreTokenGeneration: FUNCTION };
    const site = await aSite(emulator(), { pool: { LambdaConfig } });
    await aConfirmedUser(emulator(), site.pool, "ada");
    tell(site.pool, { PreAuthentication: { error: "not today" } });
    expect(pageOf(await signInOn(aBrowser(emulator()), site)).error).toBe(
      "PreAuthentication failed with error not today.",
    );
    tell(site.pool, { TokenGeneration: { error: "no tokens" } });
    const browser = aBrowser(emulator());
    const { code } = answerIn(await signInOn(browser, site));
    const form = {
      grant_type: "authorization_code",
      client_id: site.client.ClientId,
      redirect_uri: CALLBACK,
      code,
    };
    const error_description = "PreTokenGeneration failed with error no tokens.";
    expect((await token(site, form)).body).toEqual({ error: "invalid_request", error_description });
    const implicit = addressOf(site, "/oauth2/authorize", {
      ...site.query,
      response_type: "token",
      state: "s",
    });
    expect(answerIn(await browser.open(implicit))).toEqual({
      error: "invalid_request",
      error_description,
      state: "s",
    });
  });
});

describe("the implicit flow", () => {
  it("answers with tokens behind the #, and none to refresh", async () => {
    const site = await aSite(emulator());
    await aConfirmedUser(emulator(), site.pool, "ada");
    const login = await aBrowser(emulator());
    const page = await login.open(
      addressOf(site, "/login", {
        ...site.query,
        response_type: "token",
        nonce: "n",
        state: "s",
        scope: "openid",
      }),
    );
    const back = await login.submit(page, { username: "ada", password: PASSWORD });
    expect(back.left).toMatch(`${CALLBACK}#id_token=`);
    const answer = answerIn(back);
    expect(answer).toEqual({
      ...{ id_token: expect.any(String), access_token: expect.any(String), expires_in: "3600" },
      ...{ token_type: "Bearer", state: "s" },
    });
    expect(decodeJwt(answer.id_token ?? "")).toMatchObject({ nonce: "n", at_hash: expect.any(String) });
  });
});
