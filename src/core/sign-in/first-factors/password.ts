// PASSWORD: the password itself is sent, at once or as the answer to a question.
import type { User } from "../../../storage/records.js";
import type { Passwords } from "../../credentials/passwords.js";
import type { Migration } from "../../users/migration.js";
import type { Users } from "../../users/users.js";
import type { Passed } from "../challenge.js";
import type { PasswordProof } from "../password-proof.js";
import type { Sessions } from "../sessions.js";
import type { SimulatedUsers } from "../simulated-users.js";
import { type Candidate, type FirstFactor, keptBy } from "./first-factor.js";

interface Deps extends PasswordCheckDeps {
  readonly sessions: Sessions;
  readonly simulatedUsers: SimulatedUsers;
}

export interface PasswordCheckDeps {
  readonly users: Users;
  readonly passwords: Passwords;
  readonly passwordProof: PasswordProof;
  readonly migration: Migration;
}

type Claimant = Pick<Candidate, "pool" | "client" | "caller" | "user" | "typedUsername" | "metadata">;

/** PASSWORD as challenge and as first factor share this check. */
export function createPasswordCheck({ users, passwords, passwordProof, migration }: PasswordCheckDeps) {
  /** Whom the pool's function brings now that there is a password. Who came meanwhile is not taken for them. */
  async function migrated(claimant: Claimant, password: string): Promise<User | undefined> {
    const { pool, typedUsername, metadata } = claimant;
    if (users.find(pool, typedUsername)) return undefined;
    return migration.migrateAtSignIn(claimant, { userName: typedUsername, password, metadata });
  }

  return async (claimant: Claimant, password: string): Promise<Passed> => {
    const { pool, client, typedUsername } = claimant;
    const user = claimant.user ?? (await migrated(claimant, password));
    if (!user) {
      const check = () => passwords.checkNobody(pool, typedUsername, password);
      return passwordProof.refuseNobody(pool, typedUsername, check);
    }
    passwordProof.require(client, user, () => passwords.check(pool, user, password));
    return { firstFactor: { name: "PASSWORD" }, commit: () => users.reread(user) };
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
