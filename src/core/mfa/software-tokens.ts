// Authenticator apps of users: a secret is given out, proven once, and then good for one code at a time.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Pool, SoftwareToken, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { offersSoftwareTokens } from "./factors.js";
import { newestStepAt, SECRET_BYTES, secretCode, secretOfCode, stepOfCode } from "./totp.js";

const codeUsed = () => fault("ExpiredCodeException", "Your software token has already been used once.");

const notEnrolled = () =>
  fault("EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA");

export function createSoftwareTokens(deps: { store: Store; clock: Clock; entropy: Entropy }) {
  const { store, clock, entropy } = deps;

  return {
    /** @throws SoftwareTokenMFANotFoundException */
    requireOffered(pool: Pool): void {
      if (!offersSoftwareTokens(pool))
        throw fault(
          "SoftwareTokenMFANotFoundException",
          "Software Token MFA has not been enabled by the userPool",
        );
    },
    /** The authenticator, once it has proven itself. */
    verified(user: User): SoftwareToken | undefined {
      const token = store.mfa.token(user.id);
      return token?.verified ? token : undefined;
    },

    /** A new secret. The authenticator that the user has is good for nothing from now on (API, AssociateSoftwareToken). */
    associate(user: User): string {
      const secret = entropy.bytes(SECRET_BYTES);
      store.mfa.putToken(user.id, secret);
      return secretCode(secret);
    },

    /** An authenticator that needs no proof: a fixture knows its secret. Runs in a transaction. */
    install(user: User, code: string): void {
      store.mfa.installToken(user.id, secretOfCode(code));
    },

    /**
     * Proves that the user's app has the secret. The code counts as used, also for a sign-in.
     * @throws EnableSoftwareTokenMFAException, InvalidParameterException without a secret (text as clients know it)
     */
    verify(user: User, code: string, friendlyName: string | undefined): void {
      const token = store.mfa.token(user.id);
      if (!token) throw fault("InvalidParameterException", "User has not set up software token mfa");
      const step = stepOfCode(token.secret, code, clock.now());
      if (step === undefined || !store.mfa.verifyToken(user.id, token.secret, step, friendlyName))
        throw notEnrolled();
    },

    /** The time step of a right code; undefined for a wrong one. */
    stepOf: (token: SoftwareToken, code: string): number | undefined =>
      stepOfCode(token.secret, code, clock.now()),

    /** @throws ExpiredCodeException when this code or a later one was used before */
    use(user: User, token: SoftwareToken, step: number): void {
      if (!store.mfa.useStep(user.id, token.secret, step, newestStepAt(clock.now()))) throw codeUsed();
    },

    /** Forgets authenticator and preference. Runs in a transaction. */
    remove(user: User): void {
      store.mfa.removeToken(user.id);
      const choice = store.mfa.choice(user.id);
      store.mfa.putChoice(user.id, {
        ...choice,
        enabled: choice.enabled.filter((factor) => factor !== "SOFTWARE_TOKEN_MFA"),
        preferred: choice.preferred === "SOFTWARE_TOKEN_MFA" ? undefined : choice.preferred,
      });
    },
  };
}
