// What a test wants decided next about a user, whatever is known of the sign-in.
import type { ForcedRisk, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { foldUsername } from "../users/usernames.js";
import type { Users } from "../users/users.js";

export type ForcedRisks = ReturnType<typeof createForcedRisks>;

export function createForcedRisks({ store, users }: { store: Store; users: Users }) {
  /** Whatever name is used for a user who exists, theirs counts; others are yet to sign up. */
  const keyOf = (pool: Pool, name: string): string =>
    foldUsername(pool, users.find(pool, name)?.username ?? name);

  return {
    /** Takes the place of what was forced before. */
    set(pool: Pool, username: string, risk: ForcedRisk): void {
      store.forcedRisks.put(pool.id, keyOf(pool, username), risk);
    },
    /** For a sign-in: it uses up the whole. */
    take: (pool: Pool, username: string): ForcedRisk =>
      store.forcedRisks.take(pool.id, keyOf(pool, username)) ?? {},
    /** For a new password: what is forced about sign-ins stays. Undefined when nothing is said about passwords. */
    takePassword(pool: Pool, username: string): boolean | undefined {
      const key = keyOf(pool, username);
      return store.transaction(() => {
        const { compromised, ...rest } = store.forcedRisks.find(pool.id, key) ?? {};
        if (compromised === undefined) return undefined;
        if (rest.level || rest.action) store.forcedRisks.put(pool.id, key, rest);
        else store.forcedRisks.take(pool.id, key);
        return compromised;
      });
    },
  };
}
