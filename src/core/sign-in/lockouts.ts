// Slows down whoever guesses a user's password (developer guide, authentication: lockout for failed attempts).
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { AttemptsOf, Subject } from "../users/attempts.js";

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

export function createLockouts({ attemptsOf, clock }: { attemptsOf: AttemptsOf; clock: Clock }) {
  const current = (who: Subject) => {
    const lockout = attemptsOf(who).lockout();
    return lockout && clock.now() - lockout.lastFailureAt < IDLE_MS ? lockout : undefined;
  };

  return {
    /**
     * A try while locked is refused whatever it tries. It does not lengthen the lock, but it is no idleness either.
     * @throws NotAuthorizedException
     */
    requireOpen(who: Subject): void {
      const now = clock.now();
      const lockout = current(who);
      if (!lockout || now >= lockout.lockedUntil) return;
      attemptsOf(who).putLockout({ ...lockout, lastFailureAt: now });
      throw fault("NotAuthorizedException", "Password attempts exceeded");
    },

    /** Called outside the transaction that the refusal undoes. */
    countFailure(who: Subject): void {
      const now = clock.now();
      const failures = (current(who)?.failures ?? 0) + 1;
      attemptsOf(who).putLockout({
        failures,
        lastFailureAt: now,
        lockedUntil: now + lockMs(failures),
      });
    },

    /** A finished sign-in forgets the failures before it. */
    forgive(who: Subject): void {
      const attempts = attemptsOf(who);
      if (attempts.lockout()) attempts.dropLockout();
    },
  };
}
