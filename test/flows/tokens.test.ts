// Tokens as others see them: libraries verify them by the published keys, in both ways of naming the issuer.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { CognitoJwtVerifier, JwtVerifier } from "aws-jwt-verify";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool, type MadePool } from "../support/builders.js";
import { bootEmulator, type TestEmulator, useEmulator } from "../support/emulator.js";
import { passwordAuth } from "../support/sign-in.js";
import { decodeJwt } from "../support/tokens.js";

const local = useEmulator();
const aws = useEmulator({ issuer: "aws" });
const behind = useEmulator({ publicUrl: "https://cognito.example.test:8443/base/" });

async function aSignIn(emulator: TestEmulator, input: Parameters<typeof aPool>[1] = {}) {
  const pool = await aPool(emulator, input);
  const client = await aClient(emulator, pool);
  await aConfirmedUser(emulator, pool, "alice", { email: "alice@example.com" });
  const { AuthenticationResult } = await passwordAuth(emulator, client, "alice");
  const { AccessToken, IdToken } = AuthenticationResult as { AccessToken: string; IdToken: string };
  return { pool, client, AccessToken, IdToken };
}

const document = async (emulator: TestEmulator, pool: MadePool, name: string) => {
  const response = await fetch(`${emulator.url}/${pool.Id}/.well-known/${name}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
};

const jwksOf = async (emulator: TestEmulator, pool: MadePool) =>
  (await document(emulator, pool, "jwks.json")) as { keys: Record<string, string>[] };

describe("aws-jwt-verify", () => {
  test("takes tokens with the real service's issuer as the real service's", async () => {
    const { pool, client, AccessToken, IdToken } = await aSignIn(aws());
    const jwks = await jwksOf(aws(), pool);
    for (const [tokenUse, token, other] of [
      ["id", IdToken, AccessToken],
      ["access", AccessToken, IdToken],
    ] as const) {
      const verifier = CognitoJwtVerifier.create({
        userPoolId: pool.Id,
        clientId: client.ClientId,
        tokenUse,
      });
      verifier.cacheJwks(jwks as unknown as Parameters<typeof verifier.cacheJwks>[0]);
      expect(await verifier.verify(token)).toMatchObject({
        iss: `https://cognito-idp.us-east-1.amazonaws.com/${pool.Id}`,
        token_use: tokenUse,
      });
      await expect(verifier.verify(other)).rejects.toThrow(/Token use not allowed/);
    }
  });

  test("takes tokens with the local issuer", async () => {
    const { pool, client, IdToken } = await aSignIn(local());
    const verifier = JwtVerifier.create({
      issuer: `${local().url}/${pool.Id}`,
      audience: client.ClientId,
      jwksUri: `${local().url}/${pool.Id}/.well-known/jwks.json`,
    });
    const jwks = await jwksOf(local(), pool);
    verifier.cacheJwks(jwks as unknown as Parameters<typeof verifier.cacheJwks>[0]);
    expect(await verifier.verify(IdToken)).toMatchObject({ email: "alice@example.com" });
  });
});

describe("jose", () => {
  test("verifies both tokens by the keys that discovery names", async () => {
    const { pool, client, AccessToken, IdToken } = await aSignIn(local());
    const discovery = await document(local(), pool, "openid-configuration");
    const keys = createRemoteJWKSet(new URL(String(discovery.jwks_uri)));
    const issuer = String(discovery.issuer);
    const { payload } = await jwtVerify(IdToken, keys, { issuer, audience: client.ClientId });
    expect(payload["cognito:username"]).toBe("alice");
    const access = await jwtVerify(AccessToken, keys, { issuer, algorithms: ["RS256"] });
    expect(access.payload.client_id).toBe(client.ClientId);
    expect(access.payload).not.toHaveProperty("aud");
  });

  test("refuses a token of another pool", async () => {
    const [one, two] = [await aSignIn(local()), await aSignIn(local())];
    const keys = createRemoteJWKSet(new URL(`${local().url}/${one.pool.Id}/.well-known/jwks.json`));
    await expect(jwtVerify(two.IdToken, keys)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
  });
});

describe("keys", () => {
  test("are two in every pool, one for each kind of token, under names of their own", async () => {
    const [one, two] = [await aSignIn(local()), await aSignIn(local())];
    const names = new Set<string>();
    for (const { pool, IdToken, AccessToken } of [one, two]) {
      const { keys } = await jwksOf(local(), pool);
      expect(keys.map((key) => Object.keys(key))).toEqual(
        Array(2).fill(["alg", "e", "kid", "kty", "n", "use"]),
      );
      expect(keys[0]).toMatchObject({ alg: "RS256", e: "AQAB", kty: "RSA", use: "sig" });
      const used = [IdToken, AccessToken].map((token) => decodeJwt(token).header);
      expect(used.map((header) => Object.keys(header))).toEqual([
        ["kid", "alg"],
        ["kid", "alg"],
      ]);
      expect(used.map(({ kid }) => kid).sort()).toEqual(keys.map(({ kid }) => kid).sort());
      for (const { kid = "" } of keys) {
        expect(Buffer.from(kid, "base64")).toHaveLength(32);
        names.add(kid);
      }
    }
    expect(names.size).toBe(4);
  });

  test("are made once, however many ask at the same time", async () => {
    const pool = await aPool(local());
    const answers = await Promise.all([1, 2, 3, 4].map(() => jwksOf(local(), pool)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test("survive a restart, and tokens with them", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cognito-emulator-"));
    const options = { database: join(folder, "state.db"), publicUrl: "http://localhost:9555" };
    try {
      const first = await bootEmulator(options);
      const { pool, AccessToken } = await aSignIn(first);
      const keys = await jwksOf(first, pool);
      await first.close();

      const second = await bootEmulator(options);
      const user = await second.idp.send(new GetUserCommand({ AccessToken }));
      expect(user.Username).toBe("alice");
      expect(await jwksOf(second, pool)).toEqual(keys);
      await second.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("are new when everything was forgotten", async () => {
    const emulator = await bootEmulator();
    emulator.clock.freeze();
    const tagged = { UserPoolTags: { _custom_id_: "us-east-1_Fixed0001" } };
    const before = await aSignIn(emulator, tagged);
    await emulator.reset();
    const after = await aSignIn(emulator, tagged);
    expect(after.pool.Id).toBe(before.pool.Id);
    await expect(
      emulator.idp.send(new GetUserCommand({ AccessToken: after.AccessToken })),
    ).resolves.toHaveProperty("Username", "alice");
    await expect(
      emulator.idp.send(new GetUserCommand({ AccessToken: before.AccessToken })),
    ).rejects.toMatchObject({ name: expect.stringMatching(/NotAuthorized|ResourceNotFound/) });
    await emulator.close();
  });
});

describe("discovery", () => {
  const endpoints = (url: string) => ({
    authorization_endpoint: `${url}/authorize`,
    end_session_endpoint: `${url}/logout`,
    jwks_uri: `${url}/.well-known/jwks.json`,
    revocation_endpoint: `${url}/revoke`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/userInfo`,
  });

  test("of a pool without a domain hangs the endpoints off the issuer", async () => {
    const pool = await aPool(local());
    const url = `${local().url}/${pool.Id}`;
    expect(await document(local(), pool, "openid-configuration")).toEqual({
      ...endpoints(url),
      issuer: url,
      id_token_signing_alg_values_supported: ["RS256"],
      response_types_supported: ["code", "token"],
      scopes_supported: ["openid", "email", "phone", "profile"],
      subject_types_supported: ["public"],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    });
  });

  test("names the real service as issuer when asked to, and still serves the keys itself", async () => {
    const pool = await aPool(aws());
    expect(await document(aws(), pool, "openid-configuration")).toMatchObject({
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${pool.Id}`,
      ...endpoints(`${aws().url}/${pool.Id}`),
    });
  });

  test("and tokens name the public URL where there is one", async () => {
    const { pool, IdToken, AccessToken } = await aSignIn(behind());
    const url = `https://cognito.example.test:8443/base/${pool.Id}`;
    expect(await document(behind(), pool, "openid-configuration")).toMatchObject({
      issuer: url,
      ...endpoints(url),
    });
    for (const token of [IdToken, AccessToken]) expect(decodeJwt(token).claims.iss).toBe(url);
  });

  test("does not exist for a pool that does not", async () => {
    for (const name of ["jwks.json", "openid-configuration"]) {
      const response = await fetch(`${local().url}/us-east-1_Nothing00/.well-known/${name}`);
      expect(response.status).toBe(404);
    }
  });
});
