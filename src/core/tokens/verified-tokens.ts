// Remembers which tokens' signatures were found right, so that a token used again costs a hash instead of an
// RSA operation.
import { createHash } from "node:crypto";
import { createBoundedMap } from "../bounded-map.js";
import type { SigningKey } from "./signing-key.js";

/** A memory of verified signatures. */
export interface VerifiedTokens {
  /** To be called after the token was verified with that key. */
  remember(token: string, key: SigningKey): void;
  /** The key with which this very token was verified; undefined means only that it has to be verified. */
  keyOf(token: string): SigningKey | undefined;
}

/** Makes a memory for at most `capacity` tokens; it holds hashes of them only. */
export function createVerifiedTokens(capacity: number): VerifiedTokens {
  const known = createBoundedMap<string, SigningKey>(capacity);
  const hash = (token: string) => createHash("sha256").update(token).digest("base64");

  return {
    remember: (token, key) => known.set(hash(token), key),
    keyOf: (token) => known.get(hash(token)),
  };
}
