// How often a user may try an action in an hour (developer guide, quotas: per-user limits).
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";

const HOUR_MS = 60 * 60 * 1000;

/** ForgotPassword and ConfirmForgotPassword share 5 to 20, by risk: the upper end, as for a known device. */
const LIMITS = {
  ForgotPassword: 20,
  ResendConfirmationCode: 5,
  ConfirmSignUp: 15,
  ChangePassword: 5,
  GetUserAttributeVerificationCode: 5,
  VerifyUserAttribute: 15,
} as const;

export type LimitedAction = keyof typeof LIMITS;

export function createAttemptLimits(store: Store, clock: Clock) {
  return {
    /**
     * Counts one try, whatever becomes of it: call this outside the transaction that a refusal would undo.
     * @throws LimitExceededException
     */
    count(user: User, action: LimitedAction): void {
      const now = clock.now();
      const window = store.attempts.find(user.id, action);
      const running =
        window && now < window.windowEndsAt ? window : { count: 0, windowEndsAt: now + HOUR_MS };
      if (running.count >= LIMITS[action])
        throw fault("LimitExceededException", "Attempt limit exceeded, please try after some time.");
      store.attempts.put(user.id, action, running.count + 1, running.windowEndsAt);
    },
  };
}
