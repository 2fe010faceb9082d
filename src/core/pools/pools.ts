// User pools: finding them for a caller, and what every part of the emulator derives from their settings.
import { fault } from "../../model/fault.js";
import type { Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { type Scope, sameScope } from "../scope.js";

export type Pools = ReturnType<typeof createPools>;

export function createPools(store: Store) {
  return {
    /**
     * The pool of that id, provided that it belongs to the caller's account and region.
     * @throws ResourceNotFoundException
     */
    require(scope: Scope, id: string): Pool {
      const pool = store.pools.find(id);
      if (!pool || !sameScope(pool, scope)) throw poolNotFound(id);
      return pool;
    },
  };
}

export const poolNotFound = (id: string) =>
  fault("ResourceNotFoundException", `User pool ${id} does not exist.`);

export const poolArn = (pool: Pool): string =>
  `arn:aws:cognito-idp:${pool.region}:${pool.account}:userpool/${pool.id}`;

/** The part of the id that enters SRP: what follows the underscore. */
export const srpPoolName = (pool: Pool): string => pool.id.slice(pool.id.indexOf("_") + 1);

/** The API's default is case-sensitive; the console sets the opposite (SDK, UsernameConfigurationType). */
export const isCaseSensitive = (pool: Pool): boolean =>
  pool.settings.UsernameConfiguration?.CaseSensitive ?? true;

/** Pools in which an e-mail address or phone number is the username, and the stored username is the sub. */
export const usesUsernameAttributes = (pool: Pool): boolean =>
  (pool.settings.UsernameAttributes?.length ?? 0) > 0;
