// SMS_MFA and EMAIL_OTP: the code that was sent as second factor comes back.
import { fault } from "../../../model/fault.js";
import type { MfaFactor, User } from "../../../storage/records.js";
import { constantTimeEquals } from "../../credentials/constant-time.js";
import { attributeOf } from "../../mfa/factors.js";
import { refuseTakenAlias, type Users } from "../../users/users.js";
import { requireParameter } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import type { Lockouts } from "../lockouts.js";
import { invalidSession } from "../sessions.js";

/** What the session keeps of the message. */
export interface MessageCodeState {
  readonly code: string;
  readonly to: string;
}

interface Deps {
  readonly users: Users;
  readonly lockouts: Lockouts;
}

export const smsMfa = (deps: Deps): Challenge => messageCode("SMS_MFA", "SMS_MFA_CODE", deps);
export const emailMfa = (deps: Deps): Challenge => messageCode("EMAIL_OTP", "EMAIL_OTP_CODE", deps);

function messageCode(name: "SMS_MFA" | "EMAIL_OTP", parameter: string, { users, lockouts }: Deps): Challenge {
  return {
    name,
    // A typing error costs nothing but its place in the lockout's count.
    once: false,
    check({ pool, user, responses, state }) {
      if (!user) throw invalidSession();
      const entered = requireParameter(responses, parameter);
      const { code, to } = state as unknown as MessageCodeState;
      lockouts.requireOpen(user);
      if (!constantTimeEquals(code, entered)) {
        lockouts.countFailure(user);
        throw fault("CodeMismatchException", "Invalid code or auth state for the user.");
      }
      return {
        commit() {
          const current = users.reread(user);
          const attributes = proven(current, name, to);
          return attributes ? users.changeAttributes(pool, current, attributes, refuseTakenAlias) : current;
        },
      };
    },
  };
}

/** Whoever received the code has proven the address, provided that it is still the user's. */
function proven({ attributes }: User, factor: MfaFactor, to: string) {
  const attribute = attributeOf(factor);
  if (!attribute || attributes[attribute] !== to) return undefined;
  const flag = `${attribute}_verified`;
  return attributes[flag] === "true" ? undefined : { ...attributes, [flag]: "true" };
}
