// Identities: finding, creating, linking and merging them by their logins.
//
// Merging follows the developer guide and reports from users: a guest whose login already leads to an identity is
// disabled in favour of that identity, and the answer then names another identity than the request did.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Identity, IdentityLogin, IdentityPool, LoginKey } from "../../storage/identity-records.js";
import type { Page, PageRequest } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { Identifiers } from "../ids.js";
import { type Scope, sameScope } from "../scope.js";
import { checkLinks } from "./links.js";
import { identityForbidden, loginsDontMatch, unauthenticatedRefused } from "./login-faults.js";

export interface OpenIdentity {
  readonly pool: IdentityPool;
  readonly identity: Identity;
}

export type Identities = ReturnType<typeof createIdentities>;

export function createIdentities({ store, clock, ids }: { store: Store; clock: Clock; ids: Identifiers }) {
  function find(identityId: string): OpenIdentity | undefined {
    const identity = store.identities.find(identityId);
    const pool = identity && store.identityPools.find(identity.poolId);
    return identity && pool && { pool, identity };
  }

  /** @throws ResourceNotFoundException */
  function require(identityId: string): OpenIdentity {
    const found = find(identityId);
    if (!found) throw identityNotFound(identityId);
    return found;
  }

  function create(pool: IdentityPool): Identity {
    const now = clock.now();
    const identity = {
      id: ids.identityId(pool.region),
      poolId: pool.id,
      enabled: true,
      createdAt: now,
      changedAt: now,
    };
    store.identities.insert(identity);
    return identity;
  }

  /** The identities to which these logins lead today, the oldest first. */
  function ownersOf(pool: IdentityPool, logins: readonly LoginKey[]): Identity[] {
    const owners = new Map<string, Identity>();
    for (const login of logins) {
      const owner = store.identityLogins.find(pool.id, login)?.identityId;
      if (owner !== undefined && !owners.has(owner)) owners.set(owner, require(owner).identity);
    }
    return [...owners.values()].sort((a, b) => a.createdAt - b.createdAt);
  }

  /** Gives `identity` the logins, and all that the identities `others` have. */
  function join(
    pool: IdentityPool,
    identity: Identity,
    others: readonly Identity[],
    logins: readonly LoginKey[],
  ): Identity {
    const now = clock.now();
    const fresh = logins.filter((login) => store.identityLogins.find(pool.id, login) === undefined);
    if (others.length === 0 && fresh.length === 0) return identity;

    const held = [identity, ...others].flatMap(({ id }) => store.identityLogins.ofIdentity(id));
    checkLinks(pool, [...held, ...fresh]);
    for (const other of others) {
      store.identityLogins.move(other, identity);
      store.identities.update({ ...other, enabled: false, mergedInto: identity.id, changedAt: now });
    }
    for (const { provider, subject } of fresh)
      store.identityLogins.insert({
        poolId: pool.id,
        provider,
        subject,
        identityId: identity.id,
        addedAt: now,
      });
    const joined = { ...identity, changedAt: now };
    store.identities.update(joined);
    return joined;
  }

  /** The identity that took over a merged one's logins. */
  function successor(identity: Identity): Identity {
    const next = identity.mergedInto === undefined ? undefined : store.identities.find(identity.mergedInto);
    return next === undefined ? identity : successor(next);
  }

  /** The identity of a request that names one, once the logins give access to it. */
  function enter(pool: IdentityPool, requested: Identity, logins: readonly LoginKey[]): Identity {
    const identity = successor(requested);
    const held = store.identityLogins.ofIdentity(identity.id);
    const matches = held.some((login) => logins.some((given) => sameLogin(login, given)));
    if (!identity.enabled || (identity !== requested && !matches)) throw identityForbidden(requested.id);
    if (held.length > 0 && !matches)
      throw logins.length === 0 ? identityForbidden(requested.id) : loginsDontMatch();
    if (held.length === 0 && logins.length === 0 && !pool.settings.AllowUnauthenticatedIdentities)
      throw unauthenticatedRefused();

    const owners = ownersOf(pool, logins);
    const target = held.length > 0 ? identity : (owners[0] ?? identity);
    const others = [...owners, identity].filter(({ id }) => id !== target.id);
    return join(pool, target, [...new Map(others.map((other) => [other.id, other])).values()], logins);
  }

  return {
    find,
    require,

    /** The identity, provided that its pool belongs to the caller. @throws ResourceNotFoundException */
    requireIn(scope: Scope, identityId: string): OpenIdentity {
      const found = require(identityId);
      if (!sameScope(found.pool, scope)) throw identityNotFound(identityId);
      return found;
    },

    /** The identity, provided that it is the pool's. @throws ResourceNotFoundException */
    requireOf(pool: IdentityPool, identityId: string): Identity {
      const { identity } = require(identityId);
      if (identity.poolId !== pool.id) throw identityNotFound(identityId);
      return identity;
    },

    /**
     * The identity of these logins, created when there is none; without logins a new guest. Runs in a transaction.
     * @throws NotAuthorizedException, ResourceConflictException
     */
    resolve(pool: IdentityPool, logins: readonly LoginKey[]): Identity {
      if (logins.length === 0 && !pool.settings.AllowUnauthenticatedIdentities)
        throw unauthenticatedRefused();
      const [first, ...others] = ownersOf(pool, logins);
      return join(pool, first ?? create(pool), others, logins);
    },

    /**
     * Opens a known identity with verified logins, links those that are new and merges identities that the logins
     * show to be one. The identity may be another than the one named. Runs in a transaction.
     * @throws ResourceNotFoundException, NotAuthorizedException, ResourceConflictException
     */
    open(identityId: string, logins: readonly LoginKey[]): OpenIdentity {
      const { pool, identity } = require(identityId);
      return { pool, identity: enter(pool, identity, logins) };
    },

    /**
     * The identity, provided that one of these verified logins is its own; nothing is linked.
     * @throws ResourceNotFoundException, NotAuthorizedException
     */
    requireOwn(identityId: string, logins: readonly LoginKey[]): Identity {
      const { identity } = require(identityId);
      const held = store.identityLogins.ofIdentity(identityId);
      if (!identity.enabled || logins.length === 0) throw identityForbidden(identityId);
      if (!held.some((login) => logins.some((given) => sameLogin(login, given)))) throw loginsDontMatch();
      return identity;
    },

    /** Merges `source` into `destination`, both of `pool`. Runs in a transaction. @throws ResourceConflictException */
    merge: (pool: IdentityPool, source: Identity, destination: Identity): Identity =>
      join(pool, destination, [source], []),

    /** Takes logins away; without any left nobody can open the identity again. Runs in a transaction. */
    unlink(identity: Identity, logins: readonly IdentityLogin[]): void {
      for (const login of logins) store.identityLogins.remove(login);
      const enabled = store.identityLogins.ofIdentity(identity.id).length > 0;
      store.identities.update({ ...identity, enabled, changedAt: clock.now() });
    },

    /** Provider names, each once. */
    providersOf: (identity: Identity): string[] => [
      ...new Set(store.identityLogins.ofIdentity(identity.id).map(({ provider }) => provider)),
    ],
    loginsOf: (identity: Identity): IdentityLogin[] => store.identityLogins.ofIdentity(identity.id),
    list: (pool: IdentityPool, hideDisabled: boolean, request: PageRequest): Page<Identity> =>
      store.identities.list(pool.id, hideDisabled, request),
    remove(identity: Identity): void {
      store.identities.remove(identity.id);
    },
  };
}

export const sameLogin = (a: LoginKey, b: LoginKey): boolean =>
  a.provider === b.provider && a.subject === b.subject;

const identityNotFound = (id: string) => fault("ResourceNotFoundException", `Identity '${id}' not found.`);
