// Risk configurations of pools and clients, and the risks that tests force, in SQLite.
import type { Database } from "./database.js";
import type { ForcedRisk, RiskConfiguration } from "./records.js";
import { present } from "./rows.js";

export function createRiskConfigurationRepository({ sql }: Database) {
  const find = sql.prepare<[string, string], { settings: string; changedAt: number }>(
    `SELECT settings, changed_at AS changedAt FROM risk_configurations
     WHERE pool_id = ? AND ifnull(client_id, '') = ?`,
  );
  const put = sql.prepare(
    `INSERT INTO risk_configurations (pool_id, client_id, settings, changed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (pool_id, ifnull(client_id, ''))
     DO UPDATE SET settings = excluded.settings, changed_at = excluded.changed_at`,
  );
  const remove = sql.prepare(
    "DELETE FROM risk_configurations WHERE pool_id = ? AND ifnull(client_id, '') = ?",
  );

  return {
    /** Of the client, or of the whole pool when none is named. */
    find(poolId: string, clientId: string | undefined): RiskConfiguration | undefined {
      const row = find.get(poolId, clientId ?? "");
      return row && { settings: JSON.parse(row.settings), changedAt: row.changedAt };
    },
    put(poolId: string, clientId: string | undefined, { settings, changedAt }: RiskConfiguration): void {
      put.run(poolId, clientId ?? null, JSON.stringify(settings), changedAt);
    },
    remove(poolId: string, clientId: string | undefined): void {
      remove.run(poolId, clientId ?? "");
    },
  };
}

interface ForcedRow extends Omit<ForcedRisk, "compromised"> {
  readonly compromised: number | null;
}

export function createForcedRiskRepository({ sql }: Database) {
  const columns = "level, action, compromised";
  const put = sql.prepare(
    `INSERT OR REPLACE INTO forced_risks (pool_id, username_key, level, action, compromised)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const find = sql.prepare<[string, string], ForcedRow>(
    `SELECT ${columns} FROM forced_risks WHERE pool_id = ? AND username_key = ?`,
  );
  const take = sql.prepare<[string, string], ForcedRow>(
    `DELETE FROM forced_risks WHERE pool_id = ? AND username_key = ? RETURNING ${columns}`,
  );
  const record = (row: ForcedRow): ForcedRisk => {
    const { compromised, ...rest } = present({ ...row });
    return { ...rest, ...(row.compromised !== null && { compromised: compromised === 1 }) };
  };

  return {
    put(poolId: string, usernameKey: string, { level, action, compromised }: ForcedRisk): void {
      const flag = compromised === undefined ? null : Number(compromised);
      put.run(poolId, usernameKey, level ?? null, action ?? null, flag);
    },
    find(poolId: string, usernameKey: string): ForcedRisk | undefined {
      const row = find.get(poolId, usernameKey);
      return row && record(row);
    },
    /** For exactly one caller: it is gone afterwards. */
    take(poolId: string, usernameKey: string): ForcedRisk | undefined {
      const row = take.get(poolId, usernameKey);
      return row && record(row);
    },
  };
}
