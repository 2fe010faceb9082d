// GetOpenIdToken: header, claims, lifetime and published keys of the tokens.
import {
  GetOpenIdTokenCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
} from "@aws-sdk/client-cognito-identity";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { bootEmulator, useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { AUTH_ROLE, anIdentityPool, aUserPool, getId, nobody, providerOf, trusting } from "./setup.js";
import { tokensOf } from "./tokens.js";

const emulator = useEmulator();

const get = (IdentityId: string, Logins?: Record<string, string>) =>
  emulator().identity.send(new GetOpenIdTokenCommand({ IdentityId, Logins }));

/** Verifies as a relying party does: discovery first, then the published keys. */
async function verify(token: string, audience: string, url = emulator().url) {
  const discovery = await fetch(`${url}/.well-known/openid-configuration`);
  const { issuer, jwks_uri } = (await discovery.json()) as { issuer: string; jwks_uri: string };
  const currentDate = new Date(emulator().clock.now());
  return jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), { issuer, audience, currentDate });
}

describe("GetOpenIdToken", () => {
  it("signs a guest's token with a published key", async () => {
    const pool = await anIdentityPool(emulator());
    const IdentityId = await getId(emulator(), pool);
    const answer = await get(IdentityId);
    expect(answer.IdentityId).toBe(IdentityId);
    expect(decodeProtectedHeader(answer.Token!)).toEqual({ kid: "us-east-1-1", typ: "JWS", alg: "RS512" });
    const { payload } = await verify(answer.Token!, pool);
    expect(Object.keys(payload)).toEqual(["sub", "aud", "amr", "iss", "exp", "iat"]);
    expect(payload).toMatchObject({
      sub: IdentityId,
      aud: pool,
      amr: ["unauthenticated"],
      iss: emulator().url,
      exp: payload.iat! + 600,
    });
  });

  it("names the login and its tags in a user's token", async () => {
    const { pool, client } = await aUserPool(emulator());
    const provider = providerOf(pool);
    const IdentityPoolId = await anIdentityPool(emulator(), trusting({ pool, client }));
    const { idToken } = await tokensOf(emulator(), pool, client, "ann");
    const { sub } = JSON.parse(Buffer.from(idToken.split(".")[1]!, "base64url").toString());
    const tags = { IdentityPoolId, IdentityProviderName: provider, UseDefaults: true };
    await emulator().identity.send(new SetPrincipalTagAttributeMapCommand(tags));
    const IdentityId = await getId(emulator(), IdentityPoolId, { [provider]: idToken });
    const { Token } = await get(IdentityId, { [provider]: idToken });
    const { payload } = await verify(Token!, IdentityPoolId);
    expect(payload).toMatchObject({
      sub: IdentityId,
      amr: ["authenticated", provider, `${provider}:CognitoSignIn:${sub}`],
      "https://aws.amazon.com/tags": {
        principal_tags: { client: [client.ClientId], username: [sub] },
      },
    });
  });

  it("publishes one key for each region", async () => {
    await get(await getId(emulator(), await anIdentityPool(emulator())));
    const jwks = await fetch(`${emulator().url}/.well-known/jwks_uri`);
    expect(jwks.headers.get("access-control-allow-origin")).toBe("*");
    const { keys } = (await jwks.json()) as { keys: Record<string, string>[] };
    expect(keys.map(({ kid, alg, use, kty }) => ({ kid, alg, use, kty }))).toEqual([
      { kid: "us-east-1-1", alg: "RS512", use: "sig", kty: "RSA" },
    ]);
    expect(keys[0]).not.toHaveProperty("d");
  });

  it("names the real service as issuer when the emulator is told to", async () => {
    const other = await bootEmulator({ issuer: "aws" });
    try {
      const pool = await anIdentityPool(other);
      const IdentityId = await getId(other, pool);
      const { Token } = await other.identity.send(new GetOpenIdTokenCommand({ IdentityId }));
      const { payload } = await verify(Token!, pool, other.url);
      expect(payload.iss).toBe("https://cognito-identity.amazonaws.com");
    } finally {
      await other.close();
    }
  });

  it("links a new login, and merges as GetCredentialsForIdentity does", async () => {
    const { pool, client } = await aUserPool(emulator());
    const IdentityPoolId = await anIdentityPool(emulator(), trusting({ pool, client }));
    const Logins = { [providerOf(pool)]: (await tokensOf(emulator(), pool, client, "ann")).idToken };
    const guest = await getId(emulator(), IdentityPoolId);
    expect((await get(guest, Logins)).IdentityId).toBe(guest);
    const second = await getId(emulator(), IdentityPoolId);
    expect((await get(second, Logins)).IdentityId).toBe(guest);
    await refusal(get(second), "NotAuthorizedException", `Access to Identity '${second}' is forbidden.`);
  });

  it("is refused where the basic flow is", async () => {
    const closed = await anIdentityPool(emulator(), { AllowClassicFlow: false });
    await refusal(
      get(await getId(emulator(), closed)),
      "InvalidParameterException",
      "Basic (classic) flow is not enabled, please use enhanced flow.",
    );
    const { pool, client } = await aUserPool(emulator());
    const IdentityPoolId = await anIdentityPool(emulator(), trusting({ pool, client }));
    const RoleMappings = {
      [`${providerOf(pool)}:${client.ClientId}`]: {
        Type: "Token" as const,
        AmbiguousRoleResolution: "Deny" as const,
      },
    };
    const roles = { IdentityPoolId, Roles: { authenticated: AUTH_ROLE }, RoleMappings };
    await emulator().identity.send(new SetIdentityPoolRolesCommand(roles));
    await refusal(
      get(await getId(emulator(), IdentityPoolId)),
      "InvalidParameterException",
      "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.",
    );
  });

  it("needs an identity that exists", async () => {
    const id = nobody();
    await refusal(get(id), "ResourceNotFoundException", `Identity '${id}' not found.`);
  });
});
