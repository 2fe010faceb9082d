// EMAIL_OTP and SMS_OTP as first factors: the code that was sent comes back, and with it the proof of the address.
import { fault } from "../../../model/fault.js";
import { constantTimeEquals } from "../../credentials/constant-time.js";
import type { ContactAttribute } from "../../messages/destinations.js";
import { refuseTakenAlias, type Users } from "../../users/users.js";
import { requireParameter } from "../attempt.js";
import type { Answer, Challenge, Passed } from "../challenge.js";
import { requireNoReset } from "../password-proof.js";
import type { SimulatedUsers } from "../simulated-users.js";

/** What the session keeps of the message. */
export interface OneTimePasswordState {
  /** Sets it apart from the code of a second factor, whose challenge has the same name. */
  readonly first: true;
  readonly code: string;
  /** Absent for a simulated user, to whom nothing was sent. */
  readonly to?: string | undefined;
}

interface Deps {
  readonly users: Users;
  readonly simulatedUsers: SimulatedUsers;
}

/** EMAIL_OTP, whichever factor it is. */
export function emailOtp(deps: Deps, secondFactor: Challenge): Challenge {
  const first = createCheck("EMAIL_OTP", "email", deps);
  return {
    ...secondFactor,
    simulatedUsername: nameOfNobody(deps),
    check: (answer) => (answer.state.first ? first(answer) : secondFactor.check(answer)),
  };
}

export const smsOtp = (deps: Deps): Challenge => ({
  name: "SMS_OTP",
  // A typing error costs nothing, not even a place in the lockout's count, as captures of the service show.
  once: false,
  simulatedUsername: nameOfNobody(deps),
  check: createCheck("SMS_OTP", "phone_number", deps),
});

const nameOfNobody =
  ({ simulatedUsers }: Deps): NonNullable<Challenge["simulatedUsername"]> =>
  (pool, state) =>
    simulatedUsers.nameOfNobody(pool, String(state.typedUsername));

function createCheck(name: "EMAIL_OTP" | "SMS_OTP", attribute: ContactAttribute, { users }: Deps) {
  return ({ pool, client, user, responses, state }: Answer): Passed => {
    const entered = requireParameter(responses, `${name}_CODE`);
    const { code, to } = state as unknown as OneTimePasswordState;
    // An address that has changed since proves nothing any more.
    if (!constantTimeEquals(code, entered) || !user || user.attributes[attribute] !== to)
      throw fault("CodeMismatchException", "Invalid code or auth state for the user.");
    requireNoReset(client, user);
    return {
      firstFactor: { name },
      commit() {
        const current = users.reread(user);
        const attributes = { ...current.attributes, [`${attribute}_verified`]: "true" };
        const isProven = current.attributes[`${attribute}_verified`] === "true";
        const proven = isProven
          ? current
          : users.changeAttributes(pool, current, attributes, refuseTakenAlias);
        // Whoever receives codes has confirmed the account.
        return proven.status === "UNCONFIRMED" ? users.change(proven, { status: "CONFIRMED" }) : proven;
      },
    };
  };
}
