// PASSWORD: the password itself is sent, at once or as the answer to a question.
import type { Passwords } from "../../credentials/passwords.js";
import { incorrect } from "../attempt.js";
import type { Passed } from "../challenge.js";
import type { PasswordProof } from "../password-proof.js";
import type { Sessions } from "../sessions.js";
import type { SimulatedUsers } from "../simulated-users.js";
import { type Candidate, type FirstFactor, keptBy } from "./first-factor.js";

interface Deps {
  readonly passwords: Passwords;
  readonly passwordProof: PasswordProof;
  readonly sessions: Sessions;
  readonly simulatedUsers: SimulatedUsers;
}

/** The choice-based PASSWORD as challenge and as first factor share this check. */
export function createPasswordCheck({ passwords, passwordProof }: Pick<Deps, "passwords" | "passwordProof">) {
  return (
    { pool, client, user, typedUsername }: Pick<Candidate, "pool" | "client" | "user" | "typedUsername">,
    password: string,
  ): Passed => {
    if (!user) {
      passwords.checkNobody(pool, typedUsername, password);
      throw incorrect();
    }
    passwordProof.require(client, user, () => passwords.check(pool, user, password));
    return { firstFactor: { name: "PASSWORD" } };
  };
}

export function passwordFactor(deps: Deps): FirstFactor {
  const { sessions, simulatedUsers } = deps;
  const check = createPasswordCheck(deps);
  return {
    name: "PASSWORD",
    isAvailable: (_, user) => user.password !== undefined,
    seemsAvailable: (pool, typedUsername) => simulatedUsers.chance(pool, typedUsername, "password"),
    prove(candidate) {
      const { PASSWORD } = candidate.parameters;
      return PASSWORD ? check(candidate, PASSWORD) : undefined;
    },
    ask(candidate) {
      const { pool, client, user } = candidate;
      const challenge = "PASSWORD";
      const session = sessions.issue({
        ...{ pool, client, userId: user?.id, challenge, state: keptBy(candidate) },
      });
      return { challenge, parameters: {}, session };
    },
  };
}
