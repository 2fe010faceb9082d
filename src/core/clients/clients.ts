// App clients: finding the one that calls, and checking that it knows its secret.
import { fault } from "../../model/fault.js";
import type { Client, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { secretHashMatches } from "../credentials/secret-hash.js";

export type Clients = ReturnType<typeof createClients>;

export interface OpenClient {
  readonly pool: Pool;
  readonly client: Client;
}

export function createClients(store: Store) {
  function find(clientId: string): OpenClient {
    const client = store.clients.find(clientId);
    const pool = client && store.pools.find(client.poolId);
    if (!client || !pool) throw clientNotFound(clientId);
    return { pool, client };
  }

  return {
    /**
     * The client of an operation that names no pool.
     * @throws ResourceNotFoundException
     */
    find,
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
  };
}

/** A client without secrets ignores the hash (assumed: no text for that case is known). */
export function requireSecretHash(client: Client, username: string, hash: string | undefined): void {
  if (client.secrets.length === 0) return;
  if (hash === undefined)
    throw fault(
      "NotAuthorizedException",
      `Client ${client.id} is configured with secret but SECRET_HASH was not received`,
    );
  const secrets = client.secrets.map((secret) => secret.value);
  if (!secretHashMatches(secrets, username, client.id, hash))
    throw fault("NotAuthorizedException", `Unable to verify secret hash for client ${client.id}`);
}

/** Whether the client hides who exists (PreventUserExistenceErrors; absent means LEGACY). */
export const hidesUserExistence = (client: Client): boolean =>
  client.settings.PreventUserExistenceErrors === "ENABLED";

const clientNotFound = (id: string) =>
  fault("ResourceNotFoundException", `User pool client ${id} does not exist.`);
