// SELECT_MFA_TYPE: a user with several second factors says which one to ask for.
import { fault } from "../../../model/fault.js";
import type { MfaFactor } from "../../../storage/records.js";
import { requireParameter } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import { invalidSession } from "../sessions.js";

export function selectMfaType(): Challenge {
  return {
    name: "SELECT_MFA_TYPE",
    once: false,
    check({ user, responses, state }) {
      if (!user) throw invalidSession();
      const answer = requireParameter(responses, "ANSWER");
      // The SDK's documentation says EMAIL_MFA, clients send EMAIL_OTP.
      const wanted = answer === "EMAIL_MFA" ? "EMAIL_OTP" : answer;
      const factor = (state.factors as readonly MfaFactor[]).find((name) => name === wanted);
      // The text is assumed.
      if (!factor) throw fault("InvalidParameterException", `Invalid MFA type selected: ${answer}`);
      return { factor };
    },
  };
}
