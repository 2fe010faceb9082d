// SELECT_CHALLENGE: the user says which first factor to sign in with, and may prove it in the same answer.
import { fault } from "../../../model/fault.js";
import { requireParameter } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import type { FirstFactors } from "../first-factors/first-factors.js";
import type { SimulatedUsers } from "../simulated-users.js";
import { trailIn } from "../trail.js";

export function selectChallenge(deps: {
  firstFactors: FirstFactors;
  simulatedUsers: SimulatedUsers;
}): Challenge {
  const { firstFactors, simulatedUsers } = deps;
  return {
    name: "SELECT_CHALLENGE",
    requires: ["ANSWER"],
    once: false,
    simulatedUsername: (pool, state) => simulatedUsers.nameOfNobody(pool, String(state.typedUsername)),
    check({ pool, client, caller, user, responses, metadata, state }) {
      const answer = requireParameter(responses, "ANSWER");
      const typedUsername = String(state.typedUsername);
      const candidate = {
        ...{ pool, client, caller, user, typedUsername, trail: trailIn(state) },
        ...{ parameters: responses, metadata, state },
      };
      // What was offered may be gone since.
      const isOffered = (state.available as readonly string[]).includes(answer);
      const factor = isOffered && firstFactors.available(candidate).find(({ name }) => name === answer);
      // The text is assumed. It repeats nothing: what was meant as an answer to something else may be a secret.
      if (!factor)
        throw fault("InvalidParameterException", "The selected challenge is not available for the user.");
      return firstFactors.choose(factor, candidate);
    },
  };
}
