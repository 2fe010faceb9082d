// Client libraries of applications against the emulator's OAuth server: none of them knows that it isn't AWS.
import { CognitoJwtVerifier } from "aws-jwt-verify";
import * as oauth from "oauth4webapi";
import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { aBrowser, aSite, CALLBACK, LOGOUT, type Site } from "./support.js";

const emulator = useEmulator({ issuer: "local" });

const ADA = { email: "ada@example.com", email_verified: "true" };

async function aSecretSite() {
  const site = await aSite(emulator(), { client: { GenerateSecret: true } });
  await aConfirmedUser(emulator(), site.pool, "ada", ADA);
  return site;
}

/** What the browser brings back from the login page. */
async function returned(address: URL): Promise<URL> {
  const browser = aBrowser(emulator());
  const back = await browser.submit(await browser.open(address.href), {
    username: "ada",
    password: PASSWORD,
  });
  return new URL(back.left ?? "about:blank");
}

const issuerOf = (site: Site) => new URL(`${emulator().url}/${site.pool.Id}`);

describe("openid-client", () => {
  const configure = (site: Site, authentication: client.ClientAuth) =>
    client.discovery(issuerOf(site), site.client.ClientId, site.client.ClientSecret, authentication, {
      execute: [client.allowInsecureRequests],
    });

  it.each([
    ["client_secret_post", client.ClientSecretPost()],
    ["client_secret_basic", client.ClientSecretBasic()],
  ])("signs in, reads the user, refreshes, revokes and signs out with %s", async (_name, authentication) => {
    const site = await aSecretSite();
    const config = await configure(site, authentication);
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
    const address = client.buildAuthorizationUrl(config, {
      ...{ redirect_uri: CALLBACK, scope: "openid email", state: expectedState, nonce: expectedNonce },
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: "S256",
    });
    const tokens = await client.authorizationCodeGrant(config, await returned(address), {
      ...{ pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true },
    });
    expect(tokens.claims()).toMatchObject({
      email: "ada@example.com",
      email_verified: true,
      nonce: expectedNonce,
    });

    const user = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? "");
    expect(user).toMatchObject({ username: "ada", email: "ada@example.com" });
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect(refreshed.claims()?.sub).toBe(user.sub);
    await client.tokenRevocation(config, tokens.refresh_token ?? "");
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? "")).rejects.toMatchObject({
      error: "invalid_grant",
    });
    const out = client.buildEndSessionUrl(config, { logout_uri: LOGOUT });
    const response = await fetch(out, { redirect: "manual" });
    expect(response.headers.get("location")).toBe(LOGOUT);
  });

  it("learns what is wrong with its secret", async () => {
    const site = await aSecretSite();
    const config = await configure(site, client.ClientSecretPost("wrong"));
    await expect(client.refreshTokenGrant(config, "x")).rejects.toMatchObject({
      ...{ error: "invalid_client", error_description: "invalid_client_secret" },
    });
  });
});

it("oauth4webapi completes the code flow of a public client, at_hash and all", async () => {
  const site = await aSite(emulator());
  await aConfirmedUser(emulator(), site.pool, "ada", ADA);
  const insecure = { [oauth.allowInsecureRequests]: true };
  const issuer = issuerOf(site);
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
  const app: oauth.Client = { client_id: site.client.ClientId };
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const address = new URL(server.authorization_endpoint ?? "");
  address.search = new URLSearchParams({
    ...{ client_id: app.client_id, redirect_uri: CALLBACK, response_type: "code", scope: "openid profile" },
    ...{ code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" },
    ...{ state, nonce },
  }).toString();
  const parameters = oauth.validateAuthResponse(server, app, await returned(address), state);
  const response = await oauth.authorizationCodeGrantRequest(
    ...([server, app, oauth.None(), parameters, CALLBACK, verifier, insecure] as const),
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, app, response, {
    ...{ expectedNonce: nonce, requireIdToken: true },
  });
  await oauth.validateApplicationLevelSignature(server, response, insecure);
  const { sub = "" } = oauth.getValidatedIdTokenClaims(tokens) ?? {};
  const info = await oauth.userInfoRequest(server, app, tokens.access_token, insecure);
  expect(await oauth.processUserInfoResponse(server, app, sub, info)).toMatchObject({ username: "ada" });
});

describe("aws-jwt-verify", () => {
  const aws = useEmulator({ issuer: "aws" });

  it("accepts the tokens of a domain under AWS's own issuer", async () => {
    const site = await aSite(aws());
    await aConfirmedUser(aws(), site.pool, "ada", ADA);
    const browser = aBrowser(aws());
    const login = await browser.open(`${site.url}/login?${new URLSearchParams(site.query)}`);
    const back = await browser.submit(login, { username: "ada", password: PASSWORD });
    const response = await fetch(`${site.url}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        ...{ grant_type: "authorization_code", client_id: site.client.ClientId, redirect_uri: CALLBACK },
        code: new URL(back.left ?? "").searchParams.get("code") ?? "",
      }),
    });
    const tokens = (await response.json()) as { id_token: string; access_token: string };
    const keys = await (await fetch(`${aws().url}/${site.pool.Id}/.well-known/jwks.json`)).json();
    for (const tokenUse of ["id", "access"] as const) {
      const verifier = CognitoJwtVerifier.create({
        ...{ userPoolId: site.pool.Id, clientId: site.client.ClientId, tokenUse },
      });
      verifier.cacheJwks(keys as Parameters<typeof verifier.cacheJwks>[0]);
      expect(await verifier.verify(tokens[`${tokenUse}_token`])).toMatchObject({ token_use: tokenUse });
    }
  });
});
