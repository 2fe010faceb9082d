// The server's side of SRP-6a as Cognito speaks it: verifier, public value B, and the check of the claim's
// signature.
//
// Serves users and devices alike. Where a user has the pool's name (the part of the pool id after "_") and
// USER_ID_FOR_SRP, a device has its group key and its own key.
import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { constantTimeEquals } from "./constant-time.js";
import { g, groupBytes, hexOf, N, numberOf, numberOfHex, power, signedBytes } from "./srp-group.js";

const k = numberOf(sha256(signedBytes(N), signedBytes(g)));

/** What is kept in place of a password: `g ** x mod N`, always 384 bytes. */
export function srpVerifier(poolName: string, userIdForSrp: string, password: string, salt: Buffer): Buffer {
  return groupBytes(power(g, srpPasswordKey(poolName, userIdForSrp, password, salt)));
}

/** Whether a password that came in plain text is the one from which the verifier was made. */
export function verifyPassword(
  poolName: string,
  userIdForSrp: string,
  password: string,
  salt: Buffer,
  verifier: Buffer,
): boolean {
  return timingSafeEqual(
    srpVerifier(poolName, userIdForSrp, password, salt),
    groupBytes(numberOf(verifier) % N),
  );
}

/**
 * The server's public value for a sign-in.
 *
 * @param b the server's secret: 32 random bytes are enough (RFC 5054, 2.5.3) and keep the exponentiation
 * short
 */
export function startSrp(verifier: Buffer, b: Buffer): { B: string } {
  return { B: hexOf((k * numberOf(verifier) + power(g, numberOf(b))) % N) };
}

/**
 * Whether SRP_A is a number with which a sign-in may start: A mod N must not be zero, or anyone could compute
 * the key.
 */
export function acceptableA(hex: string): boolean {
  return /^[0-9a-f]{1,1024}$/i.test(hex) && numberOfHex(hex) % N !== 0n;
}

/** What a sign-in knows once the client has answered PASSWORD_VERIFIER or DEVICE_PASSWORD_VERIFIER. */
export interface SrpClaim {
  /** SRP_A as the client sent it. */
  A: string;
  /** The secret given to startSrp. */
  b: Buffer;
  /** SRP_B as startSrp answered it. */
  B: string;
  verifier: Buffer;
  poolName: string;
  userIdForSrp: string;
  /** PASSWORD_CLAIM_SECRET_BLOCK, base64. */
  secretBlock: string;
  /** TIMESTAMP, as the client wrote it. */
  timestamp: string;
  /** PASSWORD_CLAIM_SIGNATURE, base64. */
  signature: string;
}

/** Whether the signature proves that the client knows the password. */
export function checkSrpSignature(claim: SrpClaim): boolean {
  if (!acceptableA(claim.A)) return false;
  const A = numberOfHex(claim.A);
  const u = srpScrambler(A, numberOfHex(claim.B));
  const S = srpSharedSecret(A, u, claim.verifier, claim.b);
  return constantTimeEquals(claim.signature, srpClaimSignature(srpSessionKey(S, u), claim));
}

/** x, the exponent that only the password's owner can compute. */
export function srpPasswordKey(
  poolName: string,
  userIdForSrp: string,
  password: string,
  salt: Buffer,
): bigint {
  const identity = sha256(`${poolName}${userIdForSrp}:${password}`);
  return numberOf(sha256(signedBytes(numberOf(salt)), identity));
}

/** u, which binds the secret to both public values. */
export function srpScrambler(A: bigint, B: bigint): bigint {
  return numberOf(sha256(signedBytes(A), signedBytes(B)));
}

/** S, the secret that both sides arrive at. */
export function srpSharedSecret(A: bigint, u: bigint, verifier: Buffer, b: Buffer): bigint {
  return power(A * power(numberOf(verifier), u), numberOf(b));
}

/** K, the key that signs the claim. */
export function srpSessionKey(S: bigint, u: bigint): Buffer {
  return Buffer.from(hkdfSync("sha256", signedBytes(S), signedBytes(u), "Caldera Derived Key", 16));
}

/** The signature that the owner of the key K makes, base64. */
export function srpClaimSignature(
  K: Buffer,
  claim: Pick<SrpClaim, "poolName" | "userIdForSrp" | "secretBlock" | "timestamp">,
): string {
  return createHmac("sha256", K)
    .update(claim.poolName)
    .update(claim.userIdForSrp)
    .update(Buffer.from(claim.secretBlock, "base64"))
    .update(claim.timestamp)
    .digest("base64");
}

function sha256(...parts: (Buffer | string)[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}
