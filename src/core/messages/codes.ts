// Confirmation codes: random, single-use, expiring, superseded by a newer one, and wrong only so many times.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Code, CodePurpose, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { constantTimeEquals } from "../credentials/constant-time.js";

const HOUR_MS = 60 * 60 * 1000;

/** Developer guide, quotas: codes for sign-up and attributes last 24 hours, for a forgotten password one. */
const LIFETIME_MS: Readonly<Record<CodePurpose, number>> = {
  SignUp: 24 * HOUR_MS,
  VerifyAttribute: 24 * HOUR_MS,
  ForgotPassword: HOUR_MS,
};

/** After so many wrong guesses a code is dead, even within the hourly limits (number assumed). */
const MAX_WRONG_ATTEMPTS = 15;

export type Codes = ReturnType<typeof createCodes>;

export const codeMismatch = () =>
  fault("CodeMismatchException", "Invalid verification code provided, please try again.");

/** No code was asked for, it is too old, or a newer one took its place: the service says the same. */
export const codeExpired = () =>
  fault("ExpiredCodeException", "Invalid code provided, please request a code again.");

export function createCodes(deps: {
  store: Store;
  clock: Clock;
  entropy: Entropy;
  fixedCode?: string | undefined;
}) {
  const { store, clock, entropy, fixedCode } = deps;

  return {
    /**
     * A new code of 6 digits, which supersedes the one before it. Runs in a transaction.
     * @param pendingValue what the attribute becomes once the code comes back
     */
    issue(user: User, purpose: CodePurpose, attribute: string, pendingValue?: string): Code {
      const code: Code = {
        userId: user.id,
        purpose,
        attribute,
        code: fixedCode ?? entropy.digits(6),
        pendingValue,
        wrongAttempts: 0,
        expiresAt: clock.now() + LIFETIME_MS[purpose],
      };
      // Each address is verified on its own; of the other purposes a user has one code, wherever it went.
      if (purpose !== "VerifyAttribute") store.codes.drop(user.id, purpose);
      store.codes.put(code);
      return code;
    },

    /**
     * The outstanding code, provided that `entered` is it. A miss is counted at once, so call this outside the
     * transaction that its failure would undo.
     * @throws CodeMismatchException, ExpiredCodeException
     */
    require(user: User, purpose: CodePurpose, entered: string, attribute?: string): Code {
      const outstanding = attribute
        ? [store.codes.find(user.id, purpose, attribute)]
        : store.codes.ofPurpose(user.id, purpose);
      const valid = outstanding.filter(
        (code): code is Code =>
          code !== undefined && clock.now() < code.expiresAt && code.wrongAttempts < MAX_WRONG_ATTEMPTS,
      );
      if (valid.length === 0) throw codeExpired();

      const right = valid.find((code) => constantTimeEquals(code.code, entered));
      if (right) return right;
      for (const code of valid) store.codes.countWrong(code);
      throw codeMismatch();
    },

    /** The new value of an attribute that waits for its proof. */
    pendingValue: (user: User, attribute: string): string | undefined =>
      store.codes.find(user.id, "VerifyAttribute", attribute)?.pendingValue,

    /** Uses the code up. Runs in the transaction of what the code allows. @throws ExpiredCodeException when used already */
    spend(code: Code): void {
      if (!store.codes.spend(code)) throw codeExpired();
    },

    /** Forgets outstanding codes of a purpose. */
    drop(user: User, purpose: CodePurpose): void {
      store.codes.drop(user.id, purpose);
    },
    /** Forgets every code that went to an attribute whose value changed. */
    forget(user: User, attribute: string): void {
      store.codes.forget(user.id, attribute);
    },
  };
}
