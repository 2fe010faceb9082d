// Proof Key for Code Exchange (RFC 7636): only the method S256.
import { createHash } from "node:crypto";
import { constantTimeEquals } from "../credentials/constant-time.js";

/** Both the verifier and the challenge have 43 to 128 unreserved characters. */
const FORM = /^[A-Za-z0-9._~-]{43,128}$/;

/** Whether `code_challenge` and `code_challenge_method` are both absent, or both good. */
export function isGoodChallenge(challenge: string | undefined, method: string | undefined): boolean {
  if (challenge === undefined && method === undefined) return true;
  return method === "S256" && challenge !== undefined && FORM.test(challenge);
}

/** Whether the verifier belongs to the challenge; without a challenge there must be no verifier (RFC 9700, 2.1.1). */
export function verifies(challenge: string | undefined, verifier: string | undefined): boolean {
  if (challenge === undefined) return verifier === undefined;
  if (verifier === undefined || !FORM.test(verifier)) return false;
  return constantTimeEquals(createHash("sha256").update(verifier).digest("base64url"), challenge);
}
