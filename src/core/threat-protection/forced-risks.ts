// What a test wants decided next about a user, whatever is known of the sign-in.
import type { AccountTakeoverEventActionType } from "../../model/cognito-idp.gen.js";
import type { ForcedRisk, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { foldUsername } from "../users/usernames.js";
import type { Users } from "../users/users.js";
import { isProtected } from "./mode.js";

/** What shall be decided about a user's next sign-in, and about the next password that they choose. */
export interface RiskWish {
  readonly poolId: string;
  readonly username: string;
  /** How risky it is, whatever is known. Unless there is a decision, the pool's configuration says what follows. */
  readonly level?: "none" | "low" | "medium" | "high" | undefined;
  /** What follows, whatever is configured. */
  readonly decision?: AccountTakeoverEventActionType | undefined;
  /** Whether the password counts as compromised, whatever the list says. */
  readonly compromised?: boolean | undefined;
}

const levels = { none: "None", low: "Low", medium: "Medium", high: "High" } as const;
const decisions: readonly string[] = ["BLOCK", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "NO_ACTION"];

export type ForcedRisks = ReturnType<typeof createForcedRisks>;

export function createForcedRisks({ store, users }: { store: Store; users: Users }) {
  /** Whatever name is used for a user who exists, theirs counts; others are yet to sign up. */
  const keyOf = (pool: Pool, name: string): string =>
    foldUsername(pool, users.find(pool, name)?.username ?? name);

  return {
    /**
     * Takes the place of what was wished before. Answers what is wrong with the wish, if anything is: it comes from
     * outside, whatever its type says.
     */
    wish({ poolId, username, level, decision, compromised }: RiskWish): string | undefined {
      const pool = store.pools.find(poolId);
      if (!pool) return `there is no user pool ${poolId}`;
      if (!isProtected(pool)) return `user pool ${poolId} has no threat protection (UserPoolAddOns)`;
      if (typeof username !== "string" || username === "") return "username: expected a user's name";
      if (level !== undefined && !Object.hasOwn(levels, level))
        return `level: expected one of ${Object.keys(levels).join(", ")}`;
      if (decision !== undefined && !decisions.includes(decision))
        return `decision: expected one of ${decisions.join(", ")}`;
      if (compromised !== undefined && typeof compromised !== "boolean")
        return "compromised: expected true or false";
      if (level === undefined && decision === undefined && compromised === undefined)
        return "expected a level, a decision, or compromised";
      const risk: ForcedRisk = { level: level && levels[level], action: decision, compromised };
      store.forcedRisks.put(pool.id, keyOf(pool, username), risk);
      return undefined;
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
