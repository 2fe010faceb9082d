// Users: finding them by any of their names, and every change of one.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Attributes, Page, PageRequest, Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { UserFilter } from "../../storage/user-listing.js";
import type { Alias } from "../../storage/users.js";
import { usesUsernameAttributes } from "../pools/pools.js";
import { aliasAttributes, aliasesOf, foldUsername } from "./usernames.js";

export type Users = ReturnType<typeof createUsers>;

/** What an alias held by somebody else means for a write: refusal, or a move of the alias. */
export interface AliasConflict {
  /** Called with the attribute that is taken; throws. */
  readonly refuse: (attribute: string) => never;
  /** ForceAliasCreation: the previous holder's attribute becomes unverified instead. */
  readonly take?: boolean | undefined;
}

/** Members that change by themselves; attributes have rules of their own. */
export type UserChange = Partial<Omit<User, "id" | "poolId" | "sub" | "username" | "attributes">>;

export function createUsers(store: Store, clock: Clock) {
  /** By username, by an alias that the pool allows, or by sub; in this order. */
  function find(pool: Pool, name: string): User | undefined {
    const key = foldUsername(pool, name);
    const byUsername = store.users.findByUsername(pool.id, key);
    if (byUsername) return byUsername;
    for (const attribute of aliasAttributes(pool)) {
      const byAlias = store.users.findByAlias(pool.id, { attribute, value: key });
      if (byAlias) return byAlias;
    }
    return store.users.findBySub(pool.id, name.toLowerCase());
  }

  /** Who else holds one of these aliases. */
  function otherHolder(pool: Pool, userId: number, alias: Alias): User | undefined {
    const holder = store.users.findByAlias(pool.id, alias);
    return holder && holder.id !== userId ? holder : undefined;
  }

  function claimAliases(pool: Pool, userId: number, attributes: Attributes, conflict: AliasConflict): void {
    const wanted = aliasesOf(pool, attributes);
    for (const alias of wanted) {
      const holder = otherHolder(pool, userId, alias);
      if (!holder) continue;
      // Only what can lose its verification can be taken over.
      if (!conflict.take || alias.attribute === "preferred_username") conflict.refuse(alias.attribute);
      unverify(pool, holder, alias.attribute);
    }
    store.users.setAliases(pool.id, userId, wanted);
  }

  /** The record as it is now: what was read before an `await` may have changed since. */
  function reread(user: User): User {
    const current = store.users.findById(user.id);
    if (!current) throw userNotFound();
    return current;
  }

  /** The previous holder of an alias keeps the value, no longer verified (developer guide, aliases). */
  function unverify(pool: Pool, holder: User, attribute: string): void {
    const attributes = { ...holder.attributes, [`${attribute}_verified`]: "false" };
    store.users.update(holder, { ...holder, attributes, changedAt: clock.now() });
    const kept = aliasesOf(pool, attributes).filter((alias) => alias.attribute !== attribute);
    store.users.setAliases(pool.id, holder.id, kept);
  }

  return {
    find,
    findBySub: (pool: Pool, sub: string): User | undefined => store.users.findBySub(pool.id, sub),
    /** @throws UserNotFoundException `User does not exist.` */
    require(pool: Pool, name: string): User {
      const user = find(pool, name);
      if (!user) throw userNotFound();
      return user;
    },
    reread,
    /** In the order of the filter's attribute; all users by age. */
    list: (pool: Pool, filter: UserFilter | undefined, request: PageRequest): Page<User> =>
      store.userListing.list(pool.id, filter, request),
    /** Whether the pool has a user of exactly this username, aliases aside. */
    usernameTaken: (pool: Pool, username: string): boolean =>
      store.users.findByUsername(pool.id, foldUsername(pool, username)) !== undefined,

    /** Adds a user; empty attributes are left out. The caller has checked form, schema and that the username is free. Runs in a transaction. */
    create(
      pool: Pool,
      user: Omit<User, "id" | "poolId" | "createdAt" | "changedAt">,
      conflict: AliasConflict,
    ): User {
      const now = clock.now();
      const created = store.users.insert({
        ...user,
        attributes: withoutEmpty(user.attributes),
        poolId: pool.id,
        usernameKey: foldUsername(pool, user.username),
        createdAt: now,
        changedAt: now,
      });
      claimAliases(pool, created.id, created.attributes, conflict);
      return created;
    },

    /** Changes members of a user other than its attributes. Runs in a transaction. */
    change(user: User, change: UserChange): User {
      const current = reread(user);
      return store.users.update(current, { ...current, ...change, changedAt: clock.now() });
    },

    /** Replaces the attributes of a record just read; empty values remove. Runs in a transaction. */
    changeAttributes(pool: Pool, user: User, attributes: Attributes, conflict: AliasConflict): User {
      const kept = withoutEmpty(attributes);
      claimAliases(pool, user.id, kept, conflict);
      return store.users.update(user, { ...user, attributes: kept, changedAt: clock.now() });
    },

    remove(user: User): void {
      store.users.remove(user.id);
    },
  };
}

/** An attribute without a value is none. */
const withoutEmpty = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ""));

export const userNotFound = () => fault("UserNotFoundException", "User does not exist.");

export const resetRequired = () =>
  fault("PasswordResetRequiredException", "Password reset required for the user");

export const userDisabled = () => fault("NotAuthorizedException", "User is disabled.");

/** The alias conflict of most operations. */
export const refuseTakenAlias: AliasConflict = {
  refuse(attribute) {
    throw fault("AliasExistsException", `An account with the ${attribute} already exists.`);
  },
};

/**
 * The alias conflict of changed attributes. An address that is the username is never taken over; another alias moves
 * to whom an administrator gives it, verified (boto/boto3#3213).
 */
export const aliasConflictOfChange = (pool: Pool, { byAdmin }: { byAdmin: boolean }): AliasConflict =>
  usesUsernameAttributes(pool)
    ? {
        refuse(attribute) {
          throw fault("AliasExistsException", `An account with the given ${attribute} already exists.`);
        },
      }
    : { ...refuseTakenAlias, take: byAdmin };
