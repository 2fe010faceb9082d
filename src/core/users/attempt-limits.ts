// How often a user may try an action in an hour (developer guide, quotas: per-user limits).
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { AttemptsOf, Subject } from "./attempts.js";

const HOUR_MS = 60 * 60 * 1000;

/** ForgotPassword and ConfirmForgotPassword share 5 to 20, by risk: the upper end, as for a known device. */
const LIMITS = {
  ForgotPassword: 20,
  ResendConfirmationCode: 5,
  /** Of a sign-in, on a page (assumed to be as many). */
  ResendSignInCode: 5,
  ConfirmSignUp: 15,
  ChangePassword: 5,
  GetUserAttributeVerificationCode: 5,
  VerifyUserAttribute: 15,
} as const;

export type LimitedAction = keyof typeof LIMITS;

export type AttemptLimits = ReturnType<typeof createAttemptLimits>;

export function createAttemptLimits(attemptsOf: AttemptsOf, clock: Clock) {
  return {
    /**
     * Counts one try, whatever becomes of it: call this outside the transaction that a refusal would undo.
     * @throws LimitExceededException
     */
    count(who: Subject, action: LimitedAction): void {
      const now = clock.now();
      const attempts = attemptsOf(who);
      const window = attempts.tries(action);
      const running =
        window && now < window.windowEndsAt ? window : { count: 0, windowEndsAt: now + HOUR_MS };
      if (running.count >= LIMITS[action])
        throw fault("LimitExceededException", "Attempt limit exceeded, please try after some time.");
      attempts.putTries(action, running.count + 1, running.windowEndsAt);
    },
  };
}
