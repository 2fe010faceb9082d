// MFA_SETUP: a user without any second factor has set up an authenticator, or gives an address for codes.
import { fault } from "../../../model/fault.js";
import type { MfaFactor } from "../../../storage/records.js";
import type { Mfa } from "../../mfa/mfa.js";
import { requireSchema } from "../../users/attributes.js";
import { refuseTakenAlias, type Users } from "../../users/users.js";
import type { Parameters } from "../attempt.js";
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
    check({ pool, user, caller, responses, state }) {
      if (!user) throw invalidSession();
      const { factors, token } = state as unknown as MfaSetupState;
      // Only the session that VerifySoftwareToken answers stands for an authenticator.
      if (token === "verified") return {};

      const { onPage } = caller;
      const given = addressIn(responses, onPage);
      // Nor does an address replace a factor that was set up since.
      if (!given || mfa.plan(pool, user, { onPage }).kind !== "setUp") throw invalidSession();
      const { factor, attribute, to } = given;
      // The text is assumed.
      if (!factors.includes(factor)) {
        const name = factor === "EMAIL_OTP" ? "Email" : "SMS";
        throw fault("InvalidParameterException", `${name} MFA is not enabled for the user pool.`);
      }
      requireSchema(pool, { [attribute]: to });
      return {
        factor,
        // Proven by the code that is sent next.
        commit() {
          const current = users.reread(user);
          const attributes = { ...current.attributes, [attribute]: to, [`${attribute}_verified`]: "false" };
          return users.changeAttributes(pool, current, attributes, refuseTakenAlias);
        },
      };
    },
  };
}

/** Managed login lets people register a phone number (mfa_phone_register_POST); clients' code can't. */
function addressIn({ EMAIL, email = EMAIL, PHONE_NUMBER }: Parameters, onPage: boolean | undefined) {
  // Amplify sends EMAIL, the developer guide says email.
  if (email) return { factor: "EMAIL_OTP", attribute: "email", to: email } as const;
  if (!onPage || !PHONE_NUMBER) return undefined;
  return { factor: "SMS_MFA", attribute: "phone_number", to: PHONE_NUMBER } as const;
}
