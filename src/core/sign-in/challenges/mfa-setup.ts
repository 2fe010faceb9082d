// MFA_SETUP: a user without any second factor has set up an authenticator, or gives an e-mail address.
import { fault } from "../../../model/fault.js";
import type { MfaFactor } from "../../../storage/records.js";
import type { Mfa } from "../../mfa/mfa.js";
import { requireSchema } from "../../users/attributes.js";
import { refuseTakenAlias, type Users } from "../../users/users.js";
import type { Challenge } from "../challenge.js";
import { invalidSession } from "../sessions.js";

/** What the session keeps: the factors to choose from, and how far the authenticator's set-up has come. */
export interface MfaSetupState {
  readonly factors: readonly MfaFactor[];
  readonly token?: "associated" | "verified" | undefined;
}

export function mfaSetup({ users, mfa }: { users: Users; mfa: Mfa }): Challenge {
  return {
    name: "MFA_SETUP",
    once: false,
    check({ pool, user, responses, state }) {
      if (!user) throw invalidSession();
      const { factors, token } = state as unknown as MfaSetupState;
      // Only the session that VerifySoftwareToken answers stands for an authenticator.
      if (token === "verified") return {};

      // Amplify sends EMAIL, the developer guide says email.
      const email = responses.EMAIL ?? responses.email;
      // Nor does an address replace a factor that was set up since.
      if (!email || mfa.plan(pool, user).kind !== "setUp") throw invalidSession();
      // The text is assumed.
      if (!factors.includes("EMAIL_OTP"))
        throw fault("InvalidParameterException", "Email MFA is not enabled for the user pool.");
      requireSchema(pool, { email });
      return {
        factor: "EMAIL_OTP",
        // Proven by the code that is sent next.
        commit() {
          const current = users.reread(user);
          const attributes = { ...current.attributes, email, email_verified: "false" };
          return users.changeAttributes(pool, current, attributes, refuseTakenAlias);
        },
      };
    },
  };
}
