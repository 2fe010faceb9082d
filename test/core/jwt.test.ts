// Tokens: what is written byte for byte, what an independent library makes of it, and what is refused.
import { createHash, createHmac, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { calculateJwkThumbprint, compactVerify, createLocalJWKSet, jwtVerify, SignJWT } from "jose";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { signJwt, verifyJwt } from "../../src/core/tokens/jwt.js";
import { type JwtAlgorithm, type SigningKey, signingKey } from "../../src/core/tokens/signing-key.js";
import { createVerifiedTokens } from "../../src/core/tokens/verified-tokens.js";
import { systemKeys } from "../../src/platform/keys.js";

let pem: string;
let key: SigningKey;
let otherKey: SigningKey;
let identityKey: SigningKey;

beforeAll(async () => {
  const [first, second] = await Promise.all([systemKeys().rsaKeyPair(), systemKeys().rsaKeyPair()]);
  pem = first.privateKeyPem;
  key = signingKey(pem);
  otherKey = signingKey(second.privateKeyPem);
  identityKey = signingKey(pem, { alg: "RS512", kid: "us-east-1-6" });
});

const claims = {
  sub: "34c84488-e0e1-70ae-d2ee-991ad1a898c8",
  iss: "https://x/us-east-1_a",
  name: "Zoë 漢",
  exp: 1,
  n: [1],
};
const byKid =
  (...keys: SigningKey[]) =>
  (kid: string) =>
    keys.find((k) => k.kid === kid);
const decoded = (token: string, part: number) => Buffer.from(token.split(".")[part]!, "base64url").toString();
const b64 = (text: string) => Buffer.from(text).toString("base64url");

/** A token put together by hand and signed with the right key, whatever its header says. */
function forged(header: string, body = JSON.stringify(claims), hash = "sha256"): string {
  const input = `${b64(header)}.${b64(body)}`;
  return `${input}.${sign(hash, Buffer.from(input), key.privateKey).toString("base64url")}`;
}

describe("signingKey", () => {
  it("reads what the key port makes: RSA of 2048 bits", () => {
    expect(key.privateKey.asymmetricKeyDetails).toMatchObject({
      modulusLength: 2048,
      publicExponent: 65537n,
    });
  });

  it("names a key after a SHA-256 of its public half", () => {
    const spki = createPublicKey(createPrivateKey(pem)).export({ type: "spki", format: "der" });
    expect(key.kid).toBe(createHash("sha256").update(spki).digest("base64"));
    expect(key.kid).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(signingKey(pem).kid).toBe(key.kid);
    expect(otherKey.kid).not.toBe(key.kid);
  });

  it("publishes the members of a JWKS in Cognito's order, and nothing secret", async () => {
    expect(Object.keys(key.publicJwk)).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    expect(key.publicJwk).toMatchObject({ alg: "RS256", e: "AQAB", kid: key.kid, kty: "RSA", use: "sig" });
    expect(await calculateJwkThumbprint(key.publicJwk)).toBe(
      await calculateJwkThumbprint(key.publicKey.export({ format: "jwk" })),
    );
    expect(identityKey.publicJwk).toMatchObject({ alg: "RS512", kid: "us-east-1-6" });
  });

  it("refuses other kinds of keys", () => {
    const ed25519 = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC";
    expect(() => signingKey(`-----BEGIN PRIVATE KEY-----\n${ed25519}\n-----END PRIVATE KEY-----`)).toThrow(
      TypeError,
    );
  });
});

describe("signJwt", () => {
  it("writes a user pool's header byte for byte", async () => {
    const slashed = signingKey(pem, { kid: "TZxCg2B0FjE02hAaZtn/WHOZmDbhnl/ujiFt7zihs8w=" });
    expect(decoded(await signJwt(slashed, claims), 0)).toBe(
      '{"kid":"TZxCg2B0FjE02hAaZtn/WHOZmDbhnl/ujiFt7zihs8w=","alg":"RS256"}',
    );
  });

  it("writes a user pool's claims in the order given", async () => {
    expect(decoded(await signJwt(key, claims), 1)).toBe(
      '{"sub":"34c84488-e0e1-70ae-d2ee-991ad1a898c8","iss":"https://x/us-east-1_a","name":"Zoë 漢","exp":1,"n":[1]}',
    );
    const awkward = { a: "\\/", b: '"/\\', "c/d": "//" };
    expect(JSON.parse(decoded(await signJwt(key, awkward), 1))).toEqual(awkward);
  });

  it("writes an identity pool's header byte for byte", async () => {
    const token = await signJwt(identityKey, claims);
    expect(decoded(token, 0)).toBe('{"kid":"us-east-1-6","typ":"JWS","alg":"RS512"}');
    expect(decoded(token, 1)).toBe(JSON.stringify(claims));
  });

  it.each<[JwtAlgorithm, () => SigningKey]>([
    ["RS256", () => key],
    ["RS512", () => identityKey],
  ])("makes %s tokens that jose accepts from the published key", async (alg, signer) => {
    const jwks = createLocalJWKSet({ keys: [otherKey.publicJwk, signer().publicJwk] });
    const { payload, protectedHeader } = await jwtVerify(
      await signJwt(signer(), { ...claims, exp: 9e9 }),
      jwks,
      {
        algorithms: [alg],
        issuer: "https://x/us-east-1_a",
      },
    );
    expect(payload).toEqual({ ...claims, exp: 9e9 });
    expect(protectedHeader).toMatchObject({ alg, kid: signer().kid });
  });

  it("signs several at once", async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, i) => signJwt(key, { i })));
    for (const [i, token] of tokens.entries()) {
      const { payload } = await compactVerify(token, key.publicKey);
      expect(JSON.parse(Buffer.from(payload).toString())).toEqual({ i });
    }
  });
});

describe("verifyJwt", () => {
  const verify = (token: string, algorithm: JwtAlgorithm = "RS256") =>
    verifyJwt(token, byKid(key, otherKey), { algorithm });

  it("gives back the claims of our own tokens, expired or not", async () => {
    expect(await verify(await signJwt(key, claims))).toEqual({ ok: true, kid: key.kid, payload: claims });
    expect(await verify(await signJwt(otherKey, claims))).toEqual({
      ok: true,
      kid: otherKey.kid,
      payload: claims,
    });
    expect(
      await verifyJwt(await signJwt(identityKey, claims), byKid(identityKey), { algorithm: "RS512" }),
    ).toMatchObject({ ok: true });
  });

  it("gives back the claims of tokens that jose signed", async () => {
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: key.kid })
      .sign(key.privateKey);
    expect(await verify(token)).toEqual({ ok: true, kid: key.kid, payload: claims });
  });

  it("refuses a token in which any character was changed", async () => {
    const token = await signJwt(key, claims);
    const [, body, tail] = token.split(".");
    const start = token.length - body!.length - tail!.length - 1;
    for (let i = start; i < token.length; i++) {
      if (token[i] === ".") continue;
      for (const other of ["A", "B", "-", "_"].filter((c) => c !== token[i])) {
        expect(await verify(`${token.slice(0, i)}${other}${token.slice(i + 1)}`)).toEqual({
          ok: false,
          problem: "signature",
        });
      }
    }
  });

  it("refuses a token whose last character was changed in the bits that decoding drops", async () => {
    const token = await signJwt(key, claims);
    const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"];
    const answers = await Promise.all(alphabet.map((last) => verify(`${token.slice(0, -1)}${last}`)));
    const accepted = alphabet.filter((_, i) => answers[i]!.ok);
    expect(accepted).toEqual([token.at(-1)]);
  });

  it("refuses the signature of another token, another key, or none", async () => {
    const [head, body, tail] = (await signJwt(key, claims)).split(".");
    const other = (await signJwt(key, { ...claims, exp: 2 })).split(".");
    expect(await verify(`${head}.${body}.${other[2]}`)).toEqual({ ok: false, problem: "signature" });
    expect(await verify(`${head}.${other[1]}.${tail}`)).toEqual({ ok: false, problem: "signature" });
    expect(
      await verify(`${b64(JSON.stringify({ kid: otherKey.kid, alg: "RS256" }))}.${body}.${tail}`),
    ).toEqual({
      ok: false,
      problem: "signature",
    });
    expect(await verify(`${head}.${body}.`)).toEqual({ ok: false, problem: "malformed" });
    expect(await verify(`${head}.${body}.AA`)).toEqual({ ok: false, problem: "signature" });
  });

  it("refuses a key that is not ours", async () => {
    const token = await signJwt(otherKey, claims);
    expect(await verifyJwt(token, byKid(key), { algorithm: "RS256" })).toEqual({ ok: false, problem: "key" });
  });

  it.each(["none", "None", "HS256", "RS384", "RS512", "PS256", "rs256", "", undefined, ["RS256"]])(
    "refuses the algorithm %j, rightly signed or not",
    async (alg) => {
      const head = JSON.stringify({ kid: key.kid, alg });
      expect(await verify(forged(head))).toEqual({ ok: false, problem: "algorithm" });
      expect(await verify(`${b64(head)}.${b64(JSON.stringify(claims))}.AAAA`)).toEqual({
        ok: false,
        problem: "algorithm",
      });
    },
  );

  it("refuses an HMAC made with the public key", async () => {
    const publicPem = key.publicKey.export({ type: "spki", format: "pem" }).toString();
    for (const alg of ["HS256", "RS256"]) {
      const input = `${b64(JSON.stringify({ kid: key.kid, alg }))}.${b64(JSON.stringify(claims))}`;
      const token = `${input}.${createHmac("sha256", publicPem).update(input).digest("base64url")}`;
      expect(await verify(token)).toMatchObject({ ok: false });
    }
  });

  it("refuses a token of the other service, although the key's material is the same", async () => {
    const sameName = signingKey(pem, { alg: "RS512", kid: key.kid });
    const token = await signJwt(sameName, claims);
    expect(await verify(token, "RS256")).toEqual({ ok: false, problem: "algorithm" });
    expect(await verify(token, "RS512")).toEqual({ ok: false, problem: "algorithm" });
  });

  it("reads the header literally and no more", async () => {
    const good = `{"kid":${JSON.stringify(key.kid)},"alg":"RS256"}`;
    expect(await verify(forged(good))).toMatchObject({ ok: true });
    const bad = [
      `{"alg":"RS256"}`,
      `{"kid":7,"alg":"RS256"}`,
      `{"kid":${JSON.stringify(key.kid)},"alg":"RS256","crit":["b64"],"b64":false}`,
      `[]`,
      `null`,
      `"RS256"`,
      `{`,
      ``,
    ];
    for (const header of bad)
      expect(await verify(forged(header))).toEqual({ ok: false, problem: "malformed" });
  });

  it("refuses claims that are no object, even when they are signed", async () => {
    const head = JSON.stringify({ kid: key.kid, alg: "RS256" });
    for (const body of ["[]", "null", "1", '"x"', "{"]) {
      expect(await verify(forged(head, body))).toEqual({ ok: false, problem: "malformed" });
    }
  });

  it("refuses what is not three parts of base64url", async () => {
    const token = await signJwt(key, claims);
    const bad = [
      "",
      ".",
      "..",
      "a.b",
      "abc",
      `${token}.`,
      `${token}.x`,
      `${token}=`,
      `${token}\n`,
      ` ${token}`,
      token.replace(".", ".."),
    ];
    for (const text of [...bad, `${token}é`, `Bearer ${token}`]) {
      expect(await verify(text)).toEqual({ ok: false, problem: "malformed" });
    }
  });
});

describe("a memory of verified tokens", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("spares the RSA operation for a token seen before", async () => {
    const options = { algorithm: "RS256", verified: createVerifiedTokens(10) } as const;
    const operations = vi.spyOn(crypto.subtle, "verify");
    const verify = async (text: string) => (await verifyJwt(text, byKid(key), options)).ok;
    const token = await signJwt(key, claims);
    expect([await verify(token), await verify(token)]).toEqual([true, true]);
    expect(operations).toHaveBeenCalledTimes(1);
    const altered = forged(`{"kid":${JSON.stringify(key.kid)},"alg":"RS256"}`).replace(/.{9}$/, "AAAAAAAAA");
    expect([await verify(altered), await verify(altered)]).toEqual([false, false]);
    expect(operations).toHaveBeenCalledTimes(3);
  });

  it("lets nothing else pass", async () => {
    const options = { algorithm: "RS256", verified: createVerifiedTokens(10) } as const;
    const token = await signJwt(key, claims);
    for (let i = 0; i < 2; i++) {
      expect(await verifyJwt(token, byKid(key), options)).toEqual({
        ok: true,
        kid: key.kid,
        payload: claims,
      });
    }
    const [head, , tail] = token.split(".");
    const altered = `${head}.${b64(JSON.stringify({ ...claims, sub: "another" }))}.${tail}`;
    expect(await verifyJwt(altered, byKid(key), options)).toEqual({ ok: false, problem: "signature" });
    const sameName = signingKey(pem, { alg: "RS512", kid: key.kid });
    expect(await verifyJwt(token, () => sameName, options)).toEqual({ ok: false, problem: "algorithm" });
    expect(await verifyJwt(token, () => key, { ...options, algorithm: "RS512" })).toEqual({
      ok: false,
      problem: "algorithm",
    });
    // A key of the same name that replaced it, or none any more.
    expect(await verifyJwt(token, () => otherKey, options)).toEqual({ ok: false, problem: "signature" });
    expect(await verifyJwt(token, () => undefined, options)).toEqual({ ok: false, problem: "key" });
  });

  it("does not hand out what a caller has changed", async () => {
    const options = { algorithm: "RS256", verified: createVerifiedTokens(10) } as const;
    const token = await signJwt(key, claims);
    const first = await verifyJwt(token, byKid(key), options);
    if (first.ok) first.payload.sub = "changed";
    expect(await verifyJwt(token, byKid(key), options)).toEqual({ ok: true, kid: key.kid, payload: claims });
  });

  it("is bounded", () => {
    const verified = createVerifiedTokens(2);
    const asked: string[] = [];
    for (const token of ["a", "b", "a", "c", "a", "b"]) {
      if (verified.keyOf(token) === key) continue;
      asked.push(token);
      verified.remember(token, key);
    }
    expect(asked).toEqual(["a", "b", "c", "b"]);
  });
});
