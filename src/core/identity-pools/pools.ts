// Identity pools: finding them for a caller, creating, changing and tagging them.
import type { CreateIdentityPoolInput } from "../../model/cognito-identity.gen.js";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type {
  IdentityPool,
  IdentityPoolRoles,
  IdentityPoolSettings,
} from "../../storage/identity-records.js";
import type { Page, PageRequest } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { Identifiers } from "../ids.js";
import { CUSTOM_ID_TAG, requireTags, type Tags } from "../pools/tags.js";
import { type Scope, sameScope } from "../scope.js";
import { checkSettings, settingsOf } from "./pool-settings.js";
import type { Providers } from "./providers.js";

export type IdentityPools = ReturnType<typeof createPools>;

export function createPools(deps: { store: Store; clock: Clock; ids: Identifiers; providers: Providers }) {
  const { store, clock, ids, providers } = deps;

  /** The pool of that id, whose ever it is: for operations that nobody signs. @throws ResourceNotFoundException */
  function find(id: string): IdentityPool {
    const pool = store.identityPools.find(id);
    if (!pool) throw identityPoolNotFound(id);
    return pool;
  }

  /** The pool, provided that it belongs to the caller's account and region. @throws ResourceNotFoundException */
  function require(scope: Scope, id: string): IdentityPool {
    const pool = find(id);
    if (!sameScope(pool, scope)) throw identityPoolNotFound(id);
    return pool;
  }

  function save(pool: IdentityPool, change: Partial<IdentityPool>): IdentityPool {
    const changed = { ...pool, ...change, changedAt: clock.now() };
    store.identityPools.update(changed);
    return changed;
  }

  return {
    find,
    require,

    /** The pool that an ARN names. @throws InvalidParameterException, ResourceNotFoundException */
    requireByArn(scope: Scope, arn: string): IdentityPool {
      const id = /^arn:aws[a-z-]*:cognito-identity:[\w-]+:\d{12}:identitypool\/(.+)$/.exec(arn)?.[1];
      // The text is assumed.
      if (id === undefined) throw fault("InvalidParameterException", `Invalid ARN: ${arn}`);
      const pool = require(scope, id);
      if (identityPoolArn(pool).split(":").slice(3).join(":") !== arn.split(":").slice(3).join(":"))
        throw identityPoolNotFound(id);
      return pool;
    },

    /**
     * Runs in a transaction.
     * @param pinnedId the id that a fixture gives; the tag `_custom_id_` gives one as well
     * @throws InvalidParameterException, ResourceConflictException
     */
    create(scope: Scope, input: CreateIdentityPoolInput, pinnedId: string | undefined): IdentityPool {
      checkSettings(store, providers, input);
      requireTags(input.IdentityPoolTags ?? {});
      const id =
        pinnedId ?? chosenId(input.IdentityPoolTags?.[CUSTOM_ID_TAG]) ?? ids.identityPoolId(scope.region);
      if (store.identityPools.find(id))
        throw fault("ResourceConflictException", `Identity pool ${id} already exists.`);
      const now = clock.now();
      const { account, region } = scope;
      const settings = settingsOf(input);
      const times = { createdAt: now, changedAt: now };
      const pool = { id, account, region, name: input.IdentityPoolName, settings, roles: {}, ...times };
      store.identityPools.insert(pool);
      return pool;
    },

    /**
     * Replaces the settings. What the input leaves out returns to its default, except the developer provider's name,
     * which can't change, and the tags, which have operations of their own (both assumed; Terraform relies on it).
     * Runs in a transaction.
     * @throws InvalidParameterException
     */
    change(pool: IdentityPool, input: CreateIdentityPoolInput): IdentityPool {
      checkSettings(store, providers, input);
      requireTags(input.IdentityPoolTags ?? {});
      const { DeveloperProviderName: developer, IdentityPoolTags } = pool.settings;
      if (developer !== undefined && (input.DeveloperProviderName ?? developer) !== developer)
        // The text is assumed; the rule is the documentation's.
        throw fault("InvalidParameterException", "Developer provider name can't be changed once it is set.");
      const settings: IdentityPoolSettings = settingsOf({
        DeveloperProviderName: developer,
        IdentityPoolTags,
        ...defined(input),
      });
      return save(pool, { name: input.IdentityPoolName, settings });
    },

    /** Runs in a transaction. */
    setRoles: (pool: IdentityPool, roles: IdentityPoolRoles): IdentityPool => save(pool, { roles }),
    /** @throws InvalidParameterException */
    setTags(pool: IdentityPool, tags: Tags): IdentityPool {
      requireTags(tags);
      return save(pool, { settings: { ...pool.settings, IdentityPoolTags: { ...tags } } });
    },

    list: ({ account, region }: Scope, request: PageRequest): Page<IdentityPool> =>
      store.identityPools.list(account, region, request),
    remove(pool: IdentityPool): void {
      store.identityPools.remove(pool.id);
    },
  };
}

/** Members that are there but undefined must not hide others. */
function defined<T extends object>(input: T): T {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as T;
}

/** @throws InvalidParameterException */
function chosenId(tag: string | undefined): string | undefined {
  if (tag !== undefined && (!/^[\w-]+:[0-9a-f-]+$/.test(tag) || tag.length > 55))
    throw fault(
      "InvalidParameterException",
      `The identity pool id '${tag}' given by the tag ${CUSTOM_ID_TAG} is not a valid one: it must match [\\w-]+:[0-9a-f-]+ and have at most 55 characters.`,
    );
  return tag;
}

const identityPoolArn = ({ region, account, id }: IdentityPool): string =>
  `arn:aws:cognito-identity:${region}:${account}:identitypool/${id}`;

const identityPoolNotFound = (id: string) =>
  fault("ResourceNotFoundException", `IdentityPool '${id}' not found.`);
