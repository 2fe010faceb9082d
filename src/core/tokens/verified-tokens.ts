// Remembers which tokens' signatures were found right, so that a token used again costs a hash instead of an
// RSA operation.
import { createHash, type KeyObject } from "node:crypto";
import { createBoundedMap } from "../bounded-map.js";

/** A memory of verified signatures. */
export interface VerifiedTokens {
  /** Whether this very token was verified with this very key, now or before. */
  confirm(token: string, key: KeyObject, verify: () => boolean): boolean;
}

/** Makes a memory for at most `capacity` tokens; it holds hashes of them only. */
export function createVerifiedTokens(capacity: number): VerifiedTokens {
  const known = createBoundedMap<string, KeyObject>(capacity);

  return {
    confirm(token, key, verify) {
      const hash = createHash("sha256").update(token).digest("base64");
      if (known.get(hash) === key) return true;
      const right = verify();
      if (right) known.set(hash, key);
      return right;
    },
  };
}
