// A challenge of Cognito's own that a DefineAuthChallenge function names where Cognito has nothing to ask: it reaches the
// client all the same, with the user's name only, and no answer is right.
//
// The question is captured in aws-amplify/amplify-js#566, answers in amplify-js#12887 (a code) and amplify-flutter#4890
// (a new password); those of the other challenges are assumed.
import type { ChallengeNameType } from "../../../model/cognito-idp.gen.js";
import { fault } from "../../../model/fault.js";
import { nobody } from "../../users/attempts.js";
import { requireParameter } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import type { Lockouts } from "../lockouts.js";
import type { SessionState } from "../sessions.js";
import type { SimulatedUsers } from "../simulated-users.js";
import type { Trail } from "../trail.js";

export interface UnpreparedState {
  readonly unprepared: true;
  readonly trail: Trail;
  readonly typedUsername: string;
}

export const isUnprepared = (state: SessionState): boolean => state.unprepared === true;

const codes: Partial<Record<ChallengeNameType, string>> = {
  SMS_MFA: "SMS_MFA_CODE",
  EMAIL_OTP: "EMAIL_OTP_CODE",
  SOFTWARE_TOKEN_MFA: "SOFTWARE_TOKEN_MFA_CODE",
};

export function createUnprepared(deps: { lockouts: Lockouts; simulatedUsers: SimulatedUsers }) {
  const { lockouts, simulatedUsers } = deps;
  /** What stands in for a challenge that was asked so. */
  return ({ name, sessionIn }: Challenge): Challenge => ({
    ...{ name, sessionIn, once: false },
    simulatedUsername: (pool, { typedUsername }) => simulatedUsers.nameOfNobody(pool, String(typedUsername)),
    check({ pool, user, responses, state }) {
      const code = codes[name];
      if (!code) throw fault("NotAuthorizedException", "Invalid session provided for the user.");
      requireParameter(responses, code);
      // They count as wrong codes do, of whoever is simulated, too.
      const who = user ?? nobody(pool, String(state.typedUsername));
      lockouts.requireOpen(who);
      lockouts.countFailure(who);
      throw fault("CodeMismatchException", "Invalid code or auth state for the user.");
    },
  });
}
