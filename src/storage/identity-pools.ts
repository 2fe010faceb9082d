// Identity pools with their roles, and their maps from claims to principal tags, in SQLite.
import type { Database } from "./database.js";
import type { IdentityPool, PrincipalTagMap } from "./identity-records.js";
import type { Page, PageRequest } from "./records.js";
import { page } from "./rows.js";

type PoolRow = Omit<IdentityPool, "settings" | "roles"> & { settings: string; roles: string };

export function createIdentityPoolRepository({ sql }: Database) {
  const columns = `id, account, region, name, settings, roles, created_at AS createdAt,
    changed_at AS changedAt`;
  const byId = sql.prepare<[string], PoolRow>(`SELECT ${columns} FROM identity_pools WHERE id = ?`);
  const insert = sql.prepare(
    `INSERT INTO identity_pools (id, account, region, name, settings, roles, created_at, changed_at)
     VALUES (@id, @account, @region, @name, @settings, @roles, @createdAt, @changedAt)`,
  );
  const update = sql.prepare(
    `UPDATE identity_pools SET name = @name, settings = @settings, roles = @roles, changed_at = @changedAt
     WHERE id = @id`,
  );
  const remove = sql.prepare("DELETE FROM identity_pools WHERE id = ?");
  const list = sql.prepare<[string, string, string, number], PoolRow>(
    `SELECT ${columns} FROM identity_pools WHERE account = ? AND region = ? AND id > ? ORDER BY id LIMIT ? + 0`,
  );
  const record = (row: PoolRow): IdentityPool => ({
    ...row,
    settings: JSON.parse(row.settings),
    roles: JSON.parse(row.roles),
  });
  const columnsOf = (pool: IdentityPool) => ({
    ...pool,
    settings: JSON.stringify(pool.settings),
    roles: JSON.stringify(pool.roles),
  });

  return {
    find(id: string): IdentityPool | undefined {
      const row = byId.get(id);
      return row && record(row);
    },
    insert(pool: IdentityPool): void {
      insert.run(columnsOf(pool));
    },
    update(pool: IdentityPool): void {
      update.run(columnsOf(pool));
    },
    remove(id: string): void {
      remove.run(id);
    },
    list(account: string, region: string, request: PageRequest): Page<IdentityPool> {
      return page(
        request,
        (limit) => list.all(account, region, request.after ?? "", limit),
        record,
        (row) => row.id,
      );
    },
  };
}

export function createPrincipalTagMapRepository({ sql }: Database) {
  type Row = { poolId: string; provider: string; useDefaults: number; tags: string };
  const find = sql.prepare<[string, string], Row>(
    `SELECT pool_id AS poolId, provider, use_defaults AS useDefaults, tags
     FROM principal_tag_maps WHERE pool_id = ? AND provider = ?`,
  );
  const set = sql.prepare(
    `INSERT OR REPLACE INTO principal_tag_maps (pool_id, provider, use_defaults, tags)
     VALUES (@poolId, @provider, @useDefaults, @tags)`,
  );

  return {
    find(poolId: string, provider: string): PrincipalTagMap | undefined {
      const row = find.get(poolId, provider);
      return row && { ...row, useDefaults: row.useDefaults === 1, tags: JSON.parse(row.tags) };
    },
    set(map: PrincipalTagMap): void {
      set.run({ ...map, useDefaults: map.useDefaults ? 1 : 0, tags: JSON.stringify(map.tags) });
    },
  };
}
