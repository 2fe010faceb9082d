// Challenges of Cognito's own that a DefineAuthChallenge function names: second factors, and those that can't be answered.
import type { ChallengeNameType } from "../../model/cognito-idp.gen.js";
import { FACTORS } from "../../storage/records.js";
import type { Mfa } from "../mfa/mfa.js";
import type { Question } from "./attempt.js";
import type { UnpreparedState } from "./challenges/unprepared.js";
import type { CustomAttempt } from "./custom-questions.js";
import type { SecondFactorQuestion } from "./second-factor-question.js";
import type { Sessions } from "./sessions.js";
import type { SimulatedUsers } from "./simulated-users.js";
import { trailOf } from "./trail.js";

interface Deps {
  readonly mfa: Mfa;
  readonly sessions: Sessions;
  readonly simulatedUsers: SimulatedUsers;
  readonly secondFactorQuestion: SecondFactorQuestion;
}

export type NamedQuestions = ReturnType<typeof createNamedQuestions>;

/**
 * What functions may name beside CUSTOM_CHALLENGE and PASSWORD_VERIFIER: the names of the event's `session` that are
 * challenges, and those that applications are known to have got so.
 */
const names: readonly ChallengeNameType[] = [
  ...(["SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA", "SELECT_MFA_TYPE", "MFA_SETUP"] as const),
  ...(["NEW_PASSWORD_REQUIRED", "DEVICE_SRP_AUTH", "DEVICE_PASSWORD_VERIFIER"] as const),
];

export function createNamedQuestions({ mfa, sessions, simulatedUsers, secondFactorQuestion }: Deps) {
  /**
   * Second factors belong to the password (aws-amplify/amplify-js#12887): only after it is there something to ask, of
   * whoever has the factor, turned on or not (assumed).
   */
  async function secondFactor(attempt: CustomAttempt, name: ChallengeNameType) {
    const { pool, user, passed } = attempt;
    const factor = FACTORS.find((candidate) => candidate === name);
    if (!factor || !user || !passed.includes("PASSWORD_VERIFIER")) return undefined;
    return mfa.has(pool, user, factor) ? secondFactorQuestion.ask({ ...attempt, user }, factor) : undefined;
  }

  function unprepared(attempt: CustomAttempt, challenge: ChallengeNameType): Question {
    const { pool, client, user, custom } = attempt;
    const { typedUsername } = custom;
    const state: UnpreparedState = {
      ...{ unprepared: true, typedUsername },
      trail: { ...trailOf(attempt), custom },
    };
    const session = sessions.issue({ pool, client, userId: user?.id, challenge, state: { ...state } });
    const USERNAME = user?.username ?? simulatedUsers.nameOfNobody(pool, typedUsername);
    return { challenge, parameters: { USERNAME }, session };
  }

  return {
    /** Undefined for a name that is none. */
    async ask(attempt: CustomAttempt, challengeName: string): Promise<Question | undefined> {
      const name = names.find((candidate) => candidate === challengeName);
      return name && ((await secondFactor(attempt, name)) ?? unprepared(attempt, name));
    },
  };
}
