// Slows down whoever guesses a user's password (developer guide, authentication: lockout for failed attempts).
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";

const FREE_FAILURES = 5;
const LONGEST_LOCK_MS = 15 * 60 * 1000;
/** So long without any try forgets the failures. */
const IDLE_MS = 15 * 60 * 1000;

export type Lockouts = ReturnType<typeof createLockouts>;

/** After the n-th failure in a row, from the fifth on, 2^(n-5) seconds. */
function lockMs(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(2 ** (failures - FREE_FAILURES) * 1000, LONGEST_LOCK_MS);
}

export function createLockouts({ store, clock }: { store: Store; clock: Clock }) {
  const current = (user: User) => {
    const lockout = store.attempts.lockout(user.id);
    return lockout && clock.now() - lockout.lastFailureAt < IDLE_MS ? lockout : undefined;
  };

  return {
    /**
     * A try while locked is refused whatever it tries. It does not lengthen the lock, but it is no idleness either.
     * @throws NotAuthorizedException
     */
    requireOpen(user: User): void {
      const now = clock.now();
      const lockout = current(user);
      if (!lockout || now >= lockout.lockedUntil) return;
      store.attempts.putLockout(user.id, { ...lockout, lastFailureAt: now });
      throw fault("NotAuthorizedException", "Password attempts exceeded");
    },

    /** Called outside the transaction that the refusal undoes. */
    countFailure(user: User): void {
      const now = clock.now();
      const failures = (current(user)?.failures ?? 0) + 1;
      store.attempts.putLockout(user.id, {
        failures,
        lastFailureAt: now,
        lockedUntil: now + lockMs(failures),
      });
    },

    /** A finished sign-in forgets the failures before it. */
    forgive(user: User): void {
      if (store.attempts.lockout(user.id)) store.attempts.dropLockout(user.id);
    },
  };
}
