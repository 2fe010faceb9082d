// App clients: finding the one that calls, checking that it knows its secret, and every change of one.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Client, ClientSecret, ClientSettings, Page, PageRequest, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { constantTimeEquals } from "../credentials/constant-time.js";
import { secretHashMatches } from "../credentials/secret-hash.js";
import type { Identifiers } from "../ids.js";

/** Quotas page; the text of the refusal is assumed. */
const MOST_PER_POOL = 1000;

export type Clients = ReturnType<typeof createClients>;

export interface OpenClient {
  readonly pool: Pool;
  readonly client: Client;
}

/** What CreateUserPoolClient asks for; `id` and `secret` may be fixed in advance. */
export interface NewClient {
  readonly name: string;
  readonly settings: ClientSettings;
  readonly secret?: string | undefined;
  readonly id?: string | undefined;
}

export function createClients(store: Store, clock: Clock, ids: Identifiers) {
  function find(clientId: string): OpenClient {
    const client = store.clients.find(clientId);
    const pool = client && store.pools.find(client.poolId);
    if (!client || !pool) throw clientNotFound(clientId);
    return { pool, client };
  }

  /** Ids name the moment of creation, so that two of one moment need another one. */
  function newSecret(
    clientId: string,
    value: string,
    now: number,
    others: readonly ClientSecret[] = [],
  ): ClientSecret {
    let createdAt = now;
    while (others.some(({ id }) => id === ids.clientSecretId(clientId, createdAt))) createdAt += 1;
    return { id: ids.clientSecretId(clientId, createdAt), value, createdAt: now };
  }

  return {
    /**
     * The client of an operation that names no pool.
     * @throws ResourceNotFoundException
     */
    find,
    /** The client of that id in any pool, or undefined. */
    lookUp: (clientId: string): Client | undefined => store.clients.find(clientId),
    /**
     * The client of an administrative operation, which must belong to `pool`.
     * @throws ResourceNotFoundException
     */
    require(pool: Pool, clientId: string): Client {
      const client = store.clients.find(clientId);
      if (client?.poolId !== pool.id) throw clientNotFound(clientId);
      return client;
    },
    /**
     * The client of a self-service operation, once its SECRET_HASH is right for `username` as it was sent.
     * @throws ResourceNotFoundException, NotAuthorizedException
     */
    open(clientId: string, username: string, hash: string | undefined): OpenClient {
      const found = find(clientId);
      requireSecretHash(found.client, username, hash);
      return found;
    },
    /** In the order of their ids. */
    list: (pool: Pool, request: PageRequest): Page<Client> => store.clients.list(pool.id, request),
    all: (pool: Pool): readonly Client[] => store.clients.list(pool.id, { limit: MOST_PER_POOL }).items,
    newSecret: (): string => ids.clientSecret(),

    /**
     * Adds a client. Runs in a transaction.
     * @throws InvalidParameterException when the id is taken, LimitExceededException
     */
    create(pool: Pool, { name, settings, secret, id = ids.clientId() }: NewClient): Client {
      if (store.clients.find(id))
        throw fault("InvalidParameterException", `User pool client ${id} already exists.`);
      if (store.clients.count(pool.id) >= MOST_PER_POOL)
        throw fault("LimitExceededException", `User pool ${pool.id} has reached its limit of app clients.`);
      const now = clock.now();
      const secrets = secret === undefined ? [] : [newSecret(id, secret, now)];
      const client = { id, poolId: pool.id, name, settings, secrets, createdAt: now, changedAt: now };
      store.clients.insert(client);
      return client;
    },
    /** Runs in a transaction. */
    change(client: Client, change: Partial<Pick<Client, "name" | "settings">>): Client {
      const changed = { ...client, ...change, changedAt: clock.now() };
      store.clients.update(changed);
      return changed;
    },
    remove(client: Client): void {
      store.clients.remove(client.id);
    },
    /** Runs in a transaction. */
    addSecret(client: Client, value: string): ClientSecret {
      const secret = newSecret(client.id, value, clock.now(), client.secrets);
      store.clients.addSecret(client.id, secret);
      return secret;
    },
    removeSecret(client: Client, secretId: string): void {
      store.clients.removeSecret(client.id, secretId);
    },
  };
}

/**
 * A client without secrets ignores the hash (assumed: no text for that case is known).
 * @param usernames over any of which it may be
 */
export function requireSecretHash(
  client: Client,
  usernames: string | readonly string[],
  hash: string | undefined,
): void {
  if (client.secrets.length === 0) return;
  if (hash === undefined) throw secretHashMissing(client);
  const secrets = client.secrets.map((secret) => secret.value);
  const names = typeof usernames === "string" ? [usernames] : usernames;
  if (!names.some((name) => secretHashMatches(secrets, name, client.id, hash)))
    throw fault("NotAuthorizedException", `Unable to verify secret hash for client ${client.id}`);
}

/** Whether a secret sent in plain text is one of the client's. A client without secrets ignores it (assumed). */
export function knowsSecret(client: Client, secret: string | undefined): boolean {
  if (client.secrets.length === 0) return true;
  // Every secret is compared, so that the time taken does not tell which one matched.
  return client.secrets.map(({ value }) => constantTimeEquals(value, secret ?? "")).includes(true);
}

/** Whether the client hides who exists (PreventUserExistenceErrors; absent means LEGACY). */
export const hidesUserExistence = (client: Client): boolean =>
  client.settings.PreventUserExistenceErrors === "ENABLED";

export const secretHashMissing = (client: Client) =>
  fault(
    "NotAuthorizedException",
    `Client ${client.id} is configured with secret but SECRET_HASH was not received`,
  );

export const clientNotFound = (id: string) =>
  fault("ResourceNotFoundException", `User pool client ${id} does not exist.`);
