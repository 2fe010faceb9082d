// Signs tokens and verifies those that come back: jose does both, and is loaded when it is first needed.
//
// A token that was verified before never reaches jose: that memory keeps the calls with access tokens cheap.
import type { JwtAlgorithm, SigningKey } from "./signing-key.js";
import type { VerifiedTokens } from "./verified-tokens.js";

/** The claims of a token. */
export type JwtPayload = Record<string, unknown>;

/** Either the claims of a token whose signature is right, or what is wrong with it. */
export type JwtVerification =
  | { ok: true; kid: string; payload: JwtPayload }
  /** Not a signed JWT; signed with another algorithm; signed with a key that is not ours; or altered. */
  | { ok: false; problem: "malformed" | "algorithm" | "key" | "signature" };

type Jose = typeof import("jose");

let jose: Jose | undefined;

/** Signs a token, off the main thread. */
export async function signJwt(key: SigningKey, payload: JwtPayload): Promise<string> {
  jose ??= await import("jose");
  const { kid, alg } = key;
  return new jose.CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader(alg === "RS512" ? { kid, typ: "JWS", alg } : { kid, alg })
    .sign(key.privateKey);
}

/**
 * Verifies a token's signature; the claims, its expiry among them, are the caller's to judge.
 *
 * @param keyByKid finds our own key of that name
 * @param options.algorithm the only algorithm that is accepted, whatever the token's header says
 * @param options.verified spares jose and the RSA operation for a token that was verified before
 */
export async function verifyJwt(
  token: string,
  keyByKid: (kid: string) => SigningKey | undefined,
  options: { algorithm: JwtAlgorithm; verified?: VerifiedTokens },
): Promise<JwtVerification> {
  const { algorithm, verified } = options;
  const known = verified?.keyOf(token);
  // The key may have gone since, or another of its name may have replaced it.
  if (known !== undefined && known.alg === algorithm && keyByKid(known.kid) === known)
    return claimsIn(token, known.kid);

  if (!compactForm.test(token)) return failed("malformed");
  jose ??= await import("jose");
  const { kid, alg, crit } = headerOf(jose, token) ?? {};
  if (typeof kid !== "string" || crit !== undefined) return failed("malformed");
  if (alg !== algorithm) return failed("algorithm");
  const key = keyByKid(kid);
  if (key === undefined) return failed("key");
  if (key.alg !== algorithm) return failed("algorithm");

  try {
    await jose.compactVerify(token, key.publicKey, { algorithms: [algorithm] });
  } catch (error) {
    if (error instanceof jose.errors.JWSSignatureVerificationFailed) return failed("signature");
    if (error instanceof jose.errors.JWSInvalid) return failed("malformed");
    throw error;
  }
  if (!hasCanonicalSignature(token)) return failed("signature");
  const verification = claimsIn(token, kid);
  if (verification.ok) verified?.remember(token, key);
  return verification;
}

/** jose's decoder lets white space and padding pass. */
const compactForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

function headerOf({ decodeProtectedHeader }: Jose, token: string) {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return undefined;
  }
}

/** Decoding drops bits of the last character: without this a token could be altered there and still pass. */
function hasCanonicalSignature(token: string): boolean {
  const signature = token.slice(token.lastIndexOf(".") + 1);
  return Buffer.from(signature, "base64url").toString("base64url") === signature;
}

/** Reads the claims of a token whose signature is known to be right. */
function claimsIn(token: string, kid: string): JwtVerification {
  const body = token.slice(token.indexOf(".") + 1, token.lastIndexOf("."));
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString());
    if (typeof claims !== "object" || claims === null || Array.isArray(claims)) return failed("malformed");
    return { ok: true, kid, payload: claims as JwtPayload };
  } catch {
    return failed("malformed");
  }
}

function failed(problem: "malformed" | "algorithm" | "key" | "signature"): JwtVerification {
  return { ok: false, problem };
}
