// User pools: finding them for a caller, and what every part of the emulator derives from their settings.
import type { AuthFactorType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Attributes, Page, PageRequest, Pool, PoolSettings } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { Identifiers } from "../ids.js";
import { type Scope, sameScope } from "../scope.js";
import { poolIdOfArn } from "./tags.js";

/** Quotas page; the text of the refusal is assumed. */
const MOST_PER_REGION = 1000;

export type Pools = ReturnType<typeof createPools>;

export function createPools(store: Store, clock: Clock, ids: Identifiers) {
  function require(scope: Scope, id: string): Pool {
    const pool = store.pools.find(id);
    if (!pool || !sameScope(pool, scope)) throw poolNotFound(id);
    return pool;
  }

  return {
    /** For documents that anybody may read, whatever account and region the pool belongs to. */
    findAnywhere: (id: string): Pool | undefined => store.pools.find(id),
    /**
     * The pool of that id, provided that it belongs to the caller's account and region.
     * @throws ResourceNotFoundException
     */
    require,
    /**
     * The pool that an ARN names.
     * @throws ResourceNotFoundException, and InvalidParameterException for the ARN of anything else (assumed)
     */
    requireArn(scope: Scope, arn: string): Pool {
      const id = poolIdOfArn(arn);
      if (id === undefined) throw fault("InvalidParameterException", `Invalid resource ARN: ${arn}`);
      const pool = require(scope, id);
      if (poolArn(pool) !== arn) throw poolNotFound(id);
      return pool;
    },
    /** In the order of their ids. */
    list: (scope: Scope, request: PageRequest): Page<Pool> =>
      store.pools.list(scope.account, scope.region, request),
    userCount: (pool: Pool): number => store.pools.userCount(pool.id),

    /**
     * Adds a pool. Runs in a transaction.
     * @param id chosen by the caller; ids are unique across accounts and regions
     * @throws InvalidParameterException when the id is taken, LimitExceededException
     */
    create(scope: Scope, name: string, settings: PoolSettings, id = ids.poolId(scope.region)): Pool {
      if (store.pools.find(id)) throw fault("InvalidParameterException", `User pool ${id} already exists.`);
      const { account, region } = scope;
      if (store.pools.count(account, region) >= MOST_PER_REGION)
        throw fault("LimitExceededException", `Account ${account} has reached its limit of user pools.`);
      const now = clock.now();
      const pool = { id, account, region, name, settings, createdAt: now, changedAt: now };
      store.pools.insert(pool);
      return pool;
    },
    /** Runs in a transaction. */
    change(pool: Pool, change: Partial<Pick<Pool, "name" | "settings" | "mfa">>): Pool {
      const changed = { ...pool, ...change, changedAt: clock.now() };
      store.pools.update(changed);
      return changed;
    },
    /** Removes the pool and all that belongs to it. Runs in a transaction. */
    remove(pool: Pool): void {
      store.pools.remove(pool.id);
      store.signingKeys.removeOwner(pool.id);
      store.clients.forgetCached();
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

export const allowsFirstFactor = (pool: Pool, factor: AuthFactorType): boolean =>
  pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.includes(factor) ?? false;

/** Pools that let users in by a code alone, so that a user may have no password. */
export const allowsPasswordless = (pool: Pool): boolean =>
  allowsFirstFactor(pool, "EMAIL_OTP") || allowsFirstFactor(pool, "SMS_OTP");

/** The addresses among the attributes to which the pool sends codes that sign in by themselves. */
export const signInAddresses = (pool: Pool, attributes: Attributes): ("email" | "phone_number")[] => [
  ...(attributes.email && allowsFirstFactor(pool, "EMAIL_OTP") ? (["email"] as const) : []),
  ...(attributes.phone_number && allowsFirstFactor(pool, "SMS_OTP") ? (["phone_number"] as const) : []),
];
