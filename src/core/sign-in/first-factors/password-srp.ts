// PASSWORD_SRP: the password is proven without being sent; the client's half of SRP leads to PASSWORD_VERIFIER.
import type { PasswordQuestion } from "../password-question.js";
import { requireA } from "../password-question.js";
import type { Sessions } from "../sessions.js";
import type { SimulatedUsers } from "../simulated-users.js";
import { type FirstFactor, keptBy } from "./first-factor.js";

export function passwordSrpFactor(deps: {
  passwordQuestion: PasswordQuestion;
  sessions: Sessions;
  simulatedUsers: SimulatedUsers;
}): FirstFactor {
  const { passwordQuestion, sessions, simulatedUsers } = deps;
  return {
    name: "PASSWORD_SRP",
    isAvailable: (_, user) => user.password !== undefined,
    seemsAvailable: (pool, typedUsername) => simulatedUsers.chance(pool, typedUsername, "password"),
    ask(candidate) {
      const { pool, client, user, typedUsername, trail, parameters } = candidate;
      if (parameters.SRP_A) {
        const A = requireA(parameters);
        return passwordQuestion.askWithin({ pool, client, user, typedUsername, A }, trail);
      }
      const challenge = "PASSWORD_SRP";
      const session = sessions.issue({
        ...{ pool, client, userId: user?.id, challenge, state: keptBy(candidate) },
      });
      return { challenge, parameters: {}, session };
    },
  };
}
