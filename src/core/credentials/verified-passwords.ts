// Remembers in memory which passwords were found right, so that signing in again costs no exponentiation.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createBoundedMap } from "../bounded-map.js";

/**
 * A memory of right passwords, one for each user. It holds no password, only a keyed hash over salt and
 * password: nothing can be learned from it without the process's own key, and a changed password, which comes
 * with a new salt, is forgotten by itself.
 */
export interface VerifiedPasswords {
  /** To be called after the password was verified. */
  remember(userId: number, salt: Buffer, password: string): void;
  /** True means right; false means only that it has to be verified. */
  knows(userId: number, salt: Buffer, password: string): boolean;
}

/**
 * @param processKey random bytes (32) that never leave the process
 * @param capacity how many users are remembered
 */
export function createVerifiedPasswords(processKey: Buffer, capacity: number): VerifiedPasswords {
  const known = createBoundedMap<number, Buffer>(capacity);
  const tag = (userId: number, salt: Buffer, password: string) =>
    createHmac("sha256", processKey)
      .update(`${userId} ${salt.length} `)
      .update(salt)
      .update(password)
      .digest();

  return {
    remember: (userId, salt, password) => known.set(userId, tag(userId, salt, password)),
    knows(userId, salt, password) {
      const right = known.get(userId);
      return right !== undefined && timingSafeEqual(right, tag(userId, salt, password));
    },
  };
}
