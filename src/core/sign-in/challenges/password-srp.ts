// PASSWORD_SRP: the client's half of SRP, which leads to PASSWORD_VERIFIER.
import type { Challenge } from "../challenge.js";
import type { FirstFactor } from "../first-factors/first-factor.js";
import { requireA } from "../password-question.js";
import type { SimulatedUsers } from "../simulated-users.js";
import { trailIn } from "../trail.js";

export function passwordSrp(deps: { factor: FirstFactor; simulatedUsers: SimulatedUsers }): Challenge {
  const { factor, simulatedUsers } = deps;
  return {
    name: "PASSWORD_SRP",
    requires: ["SRP_A"],
    once: false,
    simulatedUsername: (pool, state) => simulatedUsers.nameOfNobody(pool, String(state.typedUsername)),
    check({ pool, client, caller, user, responses, metadata, state }) {
      requireA(responses);
      const typedUsername = String(state.typedUsername);
      const trail = trailIn(state);
      const candidate = { pool, client, caller, user, typedUsername, trail, parameters: responses, metadata };
      return { next: () => factor.ask(candidate) };
    },
  };
}
