// The counters behind limits and lockouts: those of users are kept in the state file; those of names that are nobody's
// in memory, so that a client that hides who exists limits and locks them as it does users.
import type { Lockout } from "../../storage/codes.js";
import type { Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { createBoundedMap } from "../bounded-map.js";
import { foldUsername } from "./usernames.js";

/** A name that no user has. */
export interface Nobody {
  readonly nobody: string;
}

/** Who tries. */
export type Subject = User | Nobody;

export interface Attempts {
  tries(action: string): { readonly count: number; readonly windowEndsAt: number } | undefined;
  putTries(action: string, count: number, windowEndsAt: number): void;
  lockout(): Lockout | undefined;
  putLockout(lockout: Lockout): void;
  dropLockout(): void;
}

export type AttemptsOf = (who: Subject) => Attempts;

/** However many names somebody tries: those that were tried longest ago start anew. */
const REMEMBERED_NAMES = 10_000;

/** A pool that was made anew has new nobodies. */
export const nobody = (pool: Pool, typed: string): Nobody => ({
  nobody: JSON.stringify([pool.id, pool.createdAt, foldUsername(pool, typed)]),
});

export function createAttempts({ attempts }: Store): AttemptsOf {
  const tries = createBoundedMap<string, { count: number; windowEndsAt: number }>(REMEMBERED_NAMES);
  const lockouts = createBoundedMap<string, Lockout>(REMEMBERED_NAMES);

  const ofNobody = (name: string): Attempts => ({
    tries: (action) => tries.get(`${action} ${name}`),
    putTries: (action, count, windowEndsAt) => tries.set(`${action} ${name}`, { count, windowEndsAt }),
    lockout: () => lockouts.get(name),
    putLockout: (lockout) => lockouts.set(name, lockout),
    dropLockout: () => lockouts.delete(name),
  });

  const ofUser = (id: number): Attempts => ({
    tries: (action) => attempts.find(id, action),
    putTries: (action, count, windowEndsAt) => attempts.put(id, action, count, windowEndsAt),
    lockout: () => attempts.lockout(id),
    putLockout: (lockout) => attempts.putLockout(id, lockout),
    dropLockout: () => attempts.dropLockout(id),
  });

  return (who) => ("nobody" in who ? ofNobody(who.nobody) : ofUser(who.id));
}
