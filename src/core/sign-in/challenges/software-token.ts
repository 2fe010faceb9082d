// SOFTWARE_TOKEN_MFA: the code that the user's authenticator app shows.
import { fault } from "../../../model/fault.js";
import type { Mfa } from "../../mfa/mfa.js";
import type { Users } from "../../users/users.js";
import { requireParameter } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import type { Lockouts } from "../lockouts.js";
import { invalidSession } from "../sessions.js";

interface Deps {
  readonly mfa: Mfa;
  readonly users: Users;
  readonly lockouts: Lockouts;
}

export function softwareTokenMfa({ mfa, users, lockouts }: Deps): Challenge {
  return {
    name: "SOFTWARE_TOKEN_MFA",
    once: false,
    check({ user, responses }) {
      if (!user) throw invalidSession();
      const code = requireParameter(responses, "SOFTWARE_TOKEN_MFA_CODE");
      lockouts.requireOpen(user);
      const token = mfa.tokens.verified(user);
      // Removed or replaced since the question (amazon-archives/amazon-cognito-identity-js#630).
      if (!token)
        throw fault("SoftwareTokenMFANotFoundException", "Software Token MFA does not exist for the user.");
      const step = mfa.tokens.stepOf(token, code);
      if (step === undefined) {
        lockouts.countFailure(user);
        throw fault("CodeMismatchException", "Invalid code received for user");
      }
      return {
        commit() {
          mfa.tokens.use(user, token, step);
          return users.reread(user);
        },
      };
    },
  };
}
