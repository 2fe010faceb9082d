// Resource servers: APIs that define OAuth scopes of their own.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Page, PageRequest, Pool, ResourceServer } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";

/** Quotas page. */
const MOST_PER_POOL = 25;

type Content = Pick<ResourceServer, "name" | "scopes">;

export type ResourceServers = ReturnType<typeof createResourceServers>;

export function createResourceServers(store: Store, clock: Clock) {
  const { resourceServers } = store;

  return {
    /** @throws ResourceNotFoundException */
    require(pool: Pool, identifier: string): ResourceServer {
      const server = resourceServers.find(pool.id, identifier);
      if (!server) throw fault("ResourceNotFoundException", `Resource server ${identifier} does not exist.`);
      return server;
    },
    /** In the order of their identifiers. */
    list: (pool: Pool, request: PageRequest): Page<ResourceServer> => resourceServers.list(pool.id, request),
    /** Whether `scope` is `<identifier>/<name>` of one of the pool's resource servers; identifiers may have slashes. */
    scopeExists(pool: Pool, scope: string): boolean {
      const slash = scope.lastIndexOf("/");
      if (slash < 0) return false;
      const server = resourceServers.find(pool.id, scope.slice(0, slash));
      return server?.scopes.some(({ ScopeName }) => ScopeName === scope.slice(slash + 1)) ?? false;
    },
    /**
     * Runs in a transaction.
     * @throws InvalidParameterException, LimitExceededException
     */
    create(pool: Pool, identifier: string, content: Content): ResourceServer {
      if (resourceServers.find(pool.id, identifier))
        throw fault("InvalidParameterException", `${identifier} already exists in user pool ${pool.id}.`);
      // The quota is documented, the text assumed.
      if (resourceServers.count(pool.id) >= MOST_PER_POOL)
        throw fault(
          "LimitExceededException",
          `User pool ${pool.id} has reached its limit of resource servers.`,
        );
      const server = { poolId: pool.id, identifier, ...content, createdAt: clock.now() };
      resourceServers.insert(server);
      return server;
    },
    /** Runs in a transaction. */
    change(server: ResourceServer, content: Content): ResourceServer {
      const changed = { ...server, ...content };
      resourceServers.update(changed);
      return changed;
    },
    remove(server: ResourceServer): void {
      resourceServers.remove(server.poolId, server.identifier);
    },
  };
}
