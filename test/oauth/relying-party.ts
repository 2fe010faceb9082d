// What a careful client of OpenID Connect does with a domain: asks, exchanges, and believes nothing that it can't check.
import { createHash, randomBytes } from "node:crypto";
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import { expect } from "vitest";
import { PASSWORD } from "../support/builders.js";
import type { TestEmulator } from "../support/emulator.js";
import { addressOf, answerIn, type Browser, CALLBACK, type Shown, type Site, token } from "./support.js";

export type Tokens = Record<"id_token" | "access_token" | "refresh_token", string>;

export const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/** A verifier and the parameters of its request. */
export function aProof() {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = sha256(verifier).toString("base64url");
  return { verifier, query: { code_challenge: challenge, code_challenge_method: "S256" } };
}

/** Sends the browser to the authorization endpoint; where it is asked who it is, Ada signs in. */
export async function authorize(
  browser: Browser,
  site: Site,
  query: Record<string, string | undefined> = {},
): Promise<Shown> {
  const shown = await browser.open(addressOf(site, "/oauth2/authorize", { ...site.query, ...query }));
  return shown.html.includes('name="password"')
    ? browser.submit(shown, { username: "ada", password: PASSWORD })
    : shown;
}

/** Exchanges the code in the answer that the application got. */
export const exchange = (site: Site, back: Shown, more: Record<string, string | undefined> = {}) =>
  token(site, {
    ...{ grant_type: "authorization_code", redirect_uri: CALLBACK, client_id: site.client.ClientId },
    ...{ client_secret: site.client.ClientSecret, code: answerIn(back).code, ...more },
  });

/** Tokens of a request that has to succeed. */
export async function tokensOf(
  browser: Browser,
  site: Site,
  query: Record<string, string | undefined> = {},
): Promise<Tokens> {
  const { status, body } = await exchange(site, await authorize(browser, site, query));
  expect([status, body]).toEqual([200, expect.objectContaining({ token_type: "Bearer" })]);
  return body as Tokens;
}

const published = async <Document>(address: string): Promise<Document> => {
  const response = await fetch(address);
  expect(response.status).toBe(200);
  return (await response.json()) as Document;
};

export const metadata = (emulator: TestEmulator, site: Site) =>
  published<Record<string, string & string[]>>(
    `${emulator.url}/${site.pool.Id}/.well-known/openid-configuration`,
  );

/** The ID token's claims, after all checks of OpenID Connect Core, 3.1.3.7. */
export async function claimsOf(
  emulator: TestEmulator,
  site: Site,
  { id_token, access_token }: Pick<Tokens, "id_token" | "access_token">,
): Promise<JWTPayload & Record<string, unknown>> {
  const { issuer, jwks_uri = "" } = await metadata(emulator, site);
  const keys = createLocalJWKSet(await published<JSONWebKeySet>(jwks_uri));
  const { payload, protectedHeader } = await jwtVerify(id_token, keys, {
    ...{ issuer: String(issuer), audience: site.client.ClientId, algorithms: ["RS256"] },
    ...{ currentDate: new Date(emulator.clock.now()), requiredClaims: ["sub", "iat", "exp", "auth_time"] },
  });
  expect(protectedHeader).toEqual({ alg: "RS256", kid: expect.any(String) });
  expect(payload.at_hash).toBe(sha256(access_token).subarray(0, 16).toString("base64url"));
  return payload;
}
