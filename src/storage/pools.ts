// User pools, their domains and resource servers in SQLite.
import type { Database } from "./database.js";
import type { Domain, Page, PageRequest, Pool, PoolMfa, PoolSettings, ResourceServer } from "./records.js";
import { page } from "./rows.js";

type PoolRow = Omit<Pool, "settings" | "mfa"> & { settings: string; mfa: string | null };

export function createPoolRepository({ sql, onRollback }: Database) {
  const columns =
    "id, account, region, name, settings, mfa, created_at AS createdAt, changed_at AS changedAt";
  const byId = sql.prepare<[string], PoolRow>(`SELECT ${columns} FROM user_pools WHERE id = ?`);
  const insert = sql.prepare(
    `INSERT INTO user_pools (id, account, region, name, settings, created_at, changed_at)
     VALUES (@id, @account, @region, @name, @settings, @createdAt, @changedAt)`,
  );
  const update = sql.prepare(
    "UPDATE user_pools SET name = @name, settings = @settings, mfa = @mfa, changed_at = @changedAt WHERE id = @id",
  );
  const remove = sql.prepare("DELETE FROM user_pools WHERE id = ?");
  const list = sql.prepare<[string, string, string, number], PoolRow>(
    `SELECT ${columns} FROM user_pools WHERE account = ? AND region = ? AND id > ? ORDER BY id LIMIT ? + 0`,
  );
  const all = sql.prepare<[], PoolRow>(`SELECT ${columns} FROM user_pools ORDER BY created_at, id`);
  const count = sql
    .prepare<[string, string]>("SELECT count(*) FROM user_pools WHERE account = ? AND region = ?")
    .pluck();
  const userCount = sql.prepare<[string]>("SELECT count FROM user_counts WHERE pool_id = ?").pluck();

  // Pools are read by every request and change seldom; this process is the only writer of its file.
  const cache = new Map<string, Pool>();
  onRollback(() => cache.clear());

  const record = (row: PoolRow): Pool => ({
    ...row,
    settings: JSON.parse(row.settings) as PoolSettings,
    mfa: row.mfa === null ? undefined : (JSON.parse(row.mfa) as PoolMfa),
  });

  return {
    find(id: string): Pool | undefined {
      const cached = cache.get(id);
      if (cached) return cached;
      const row = byId.get(id);
      if (!row) return undefined;
      const pool = record(row);
      cache.set(id, pool);
      return pool;
    },
    insert(pool: Pool): void {
      insert.run({ ...pool, settings: JSON.stringify(pool.settings) });
    },
    update(pool: Pool): void {
      cache.delete(pool.id);
      update.run({
        ...pool,
        settings: JSON.stringify(pool.settings),
        mfa: pool.mfa ? JSON.stringify(pool.mfa) : null,
      });
    },
    remove(id: string): void {
      cache.delete(id);
      remove.run(id);
    },
    list(account: string, region: string, request: PageRequest): Page<Pool> {
      return page(
        request,
        (limit) => list.all(account, region, request.after ?? "", limit),
        record,
        (row) => row.id,
      );
    },
    count(account: string, region: string): number {
      return count.get(account, region) as number;
    },
    /** Every pool of every account and region, oldest first. */
    all(): Pool[] {
      return all.all().map(record);
    },
    userCount(id: string): number {
      return (userCount.get(id) as number | undefined) ?? 0;
    },
    forgetCached(): void {
      cache.clear();
    },
  };
}

export function createDomainRepository({ sql }: Database) {
  type Row = Omit<Domain, "settings"> & { settings: string };
  const columns = "domain, region, pool_id AS poolId, settings, created_at AS createdAt";
  const byName = sql.prepare<[string, string], Row>(
    `SELECT ${columns} FROM user_pool_domains WHERE domain = ? AND region = ?`,
  );
  const byPool = sql.prepare<[string], Row>(
    `SELECT ${columns} FROM user_pool_domains WHERE pool_id = ? ORDER BY created_at, domain`,
  );
  const anywhere = sql.prepare<[string], Row>(
    `SELECT ${columns} FROM user_pool_domains WHERE domain = ? ORDER BY region LIMIT 1 + 0`,
  );
  const insert = sql.prepare(
    `INSERT INTO user_pool_domains (domain, region, pool_id, settings, created_at)
     VALUES (@domain, @region, @poolId, @settings, @createdAt)`,
  );
  const update = sql.prepare(
    "UPDATE user_pool_domains SET settings = @settings WHERE domain = @domain AND region = @region",
  );
  const remove = sql.prepare("DELETE FROM user_pool_domains WHERE domain = ? AND region = ?");
  const record = (row: Row): Domain => ({ ...row, settings: JSON.parse(row.settings) });

  return {
    find(domain: string, region: string): Domain | undefined {
      const row = byName.get(domain, region);
      return row && record(row);
    },
    /** The domain of that name in the first region that has one. */
    findAnywhere(domain: string): Domain | undefined {
      const row = anywhere.get(domain);
      return row && record(row);
    },
    ofPool(poolId: string): Domain[] {
      return byPool.all(poolId).map(record);
    },
    insert(domain: Domain): void {
      insert.run({ ...domain, settings: JSON.stringify(domain.settings) });
    },
    update(domain: Domain): void {
      update.run({ ...domain, settings: JSON.stringify(domain.settings) });
    },
    remove({ domain, region }: Pick<Domain, "domain" | "region">): void {
      remove.run(domain, region);
    },
  };
}

export function createResourceServerRepository({ sql }: Database) {
  type Row = Omit<ResourceServer, "scopes"> & { scopes: string };
  const columns = "pool_id AS poolId, identifier, name, scopes, created_at AS createdAt";
  const byKey = sql.prepare<[string, string], Row>(
    `SELECT ${columns} FROM resource_servers WHERE pool_id = ? AND identifier = ?`,
  );
  const insert = sql.prepare(
    `INSERT INTO resource_servers (pool_id, identifier, name, scopes, created_at)
     VALUES (@poolId, @identifier, @name, @scopes, @createdAt)`,
  );
  const update = sql.prepare(
    "UPDATE resource_servers SET name = @name, scopes = @scopes WHERE pool_id = @poolId AND identifier = @identifier",
  );
  const remove = sql.prepare("DELETE FROM resource_servers WHERE pool_id = ? AND identifier = ?");
  const list = sql.prepare<[string, string, number], Row>(
    `SELECT ${columns} FROM resource_servers WHERE pool_id = ? AND identifier > ? ORDER BY identifier LIMIT ? + 0`,
  );
  const count = sql.prepare<[string]>("SELECT count(*) FROM resource_servers WHERE pool_id = ?").pluck();
  const record = (row: Row): ResourceServer => ({ ...row, scopes: JSON.parse(row.scopes) });

  return {
    find(poolId: string, identifier: string): ResourceServer | undefined {
      const row = byKey.get(poolId, identifier);
      return row && record(row);
    },
    insert(server: ResourceServer): void {
      insert.run({ ...server, scopes: JSON.stringify(server.scopes) });
    },
    update(server: ResourceServer): void {
      update.run({ ...server, scopes: JSON.stringify(server.scopes) });
    },
    remove(poolId: string, identifier: string): void {
      remove.run(poolId, identifier);
    },
    list(poolId: string, request: PageRequest): Page<ResourceServer> {
      return page(
        request,
        (limit) => list.all(poolId, request.after ?? "", limit),
        record,
        (row) => row.identifier,
      );
    },
    count(poolId: string): number {
      return count.get(poolId) as number;
    },
  };
}
