// CUSTOM_CHALLENGE: the pool's VerifyAuthChallengeResponse function judges the answer; a wrong one is no error by itself.
import type { Triggers } from "../../triggers/triggers.js";
import { requireParameter } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import { type CustomProgress, resultOf, withResult } from "../custom-progress.js";
import { notConfigured } from "../custom-questions.js";
import type { SimulatedUsers } from "../simulated-users.js";
import type { Trail } from "../trail.js";

/** What the session keeps of the question. The private parameters leave it only for the function. */
export interface CustomChallengeState {
  readonly trail: Trail & { readonly custom: CustomProgress };
  readonly typedUsername: string;
  readonly privateChallengeParameters: Readonly<Record<string, string>>;
  readonly challengeMetadata?: string | undefined;
}

export function customChallenge(deps: { triggers: Triggers; simulatedUsers: SimulatedUsers }): Challenge {
  const { triggers, simulatedUsers } = deps;
  return {
    name: "CUSTOM_CHALLENGE",
    requires: ["ANSWER"],
    // Each answer is judged once, also when many come at the same moment. Who may try again gets a new question.
    once: true,
    simulatedUsername: (pool, state) => simulatedUsers.nameOfNobody(pool, String(state.typedUsername)),
    async check({ pool, client, caller, user, responses, metadata, state }) {
      const { trail, typedUsername, privateChallengeParameters, challengeMetadata } =
        state as unknown as CustomChallengeState;
      const verified = await triggers.verifyAuthChallengeResponse(
        { pool, client, caller },
        {
          ...{ userName: typedUsername, user, privateChallengeParameters, metadata },
          challengeAnswer: requireParameter(responses, "ANSWER"),
        },
      );
      if (!verified) throw notConfigured();
      const result = resultOf("CUSTOM_CHALLENGE", verified.answerCorrect, challengeMetadata);
      return { custom: withResult(trail.custom, result) };
    },
  };
}
