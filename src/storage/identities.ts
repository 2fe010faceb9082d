// Identities and the logins that lead to them in SQLite.
import type { Database } from "./database.js";
import type { Identity, IdentityLogin, LoginKey } from "./identity-records.js";
import type { Page, PageRequest } from "./records.js";
import { page, present } from "./rows.js";

type IdentityRow = Omit<Identity, "enabled"> & { enabled: number };

export function createIdentityRepository({ sql }: Database) {
  const columns = `id, pool_id AS poolId, enabled, merged_into AS mergedInto, created_at AS createdAt,
    changed_at AS changedAt`;
  const byId = sql.prepare<[string], IdentityRow>(`SELECT ${columns} FROM identities WHERE id = ?`);
  const insert = sql.prepare(
    `INSERT INTO identities (id, pool_id, enabled, merged_into, created_at, changed_at)
     VALUES (@id, @poolId, @enabled, @mergedInto, @createdAt, @changedAt)`,
  );
  const update = sql.prepare(
    "UPDATE identities SET enabled = @enabled, merged_into = @mergedInto, changed_at = @changedAt WHERE id = @id",
  );
  const remove = sql.prepare("DELETE FROM identities WHERE id = ?");
  const list = sql.prepare<[string, string, number], IdentityRow>(
    `SELECT ${columns} FROM identities WHERE pool_id = ? AND id > ? ORDER BY id LIMIT ? + 0`,
  );
  const listEnabled = sql.prepare<[string, string, number], IdentityRow>(
    `SELECT ${columns} FROM identities WHERE pool_id = ? AND enabled = 1 AND id > ? ORDER BY id LIMIT ? + 0`,
  );
  const record = (row: IdentityRow): Identity => ({ ...present(row), enabled: row.enabled === 1 });
  const columnsOf = (identity: Identity) => ({
    ...identity,
    enabled: identity.enabled ? 1 : 0,
    mergedInto: identity.mergedInto ?? null,
  });

  return {
    find(id: string): Identity | undefined {
      const row = byId.get(id);
      return row && record(row);
    },
    insert(identity: Identity): void {
      insert.run(columnsOf(identity));
    },
    update(identity: Identity): void {
      update.run(columnsOf(identity));
    },
    remove(id: string): void {
      remove.run(id);
    },
    list(poolId: string, hideDisabled: boolean, request: PageRequest): Page<Identity> {
      const statement = hideDisabled ? listEnabled : list;
      return page(
        request,
        (limit) => statement.all(poolId, request.after ?? "", limit),
        record,
        (row) => row.id,
      );
    },
  };
}

export function createIdentityLoginRepository({ sql }: Database) {
  const columns = "pool_id AS poolId, provider, subject, identity_id AS identityId, added_at AS addedAt";
  const byKey = sql.prepare<[string, string, string], IdentityLogin>(
    `SELECT ${columns} FROM identity_logins WHERE pool_id = ? AND provider = ? AND subject = ?`,
  );
  const ofIdentity = sql.prepare<[string], IdentityLogin>(
    `SELECT ${columns} FROM identity_logins WHERE identity_id = ? ORDER BY provider, subject`,
  );
  const ofProvider = sql.prepare<[string, string, string, number], IdentityLogin>(
    `SELECT ${columns} FROM identity_logins WHERE identity_id = ? AND provider = ? AND subject > ?
     ORDER BY subject LIMIT ? + 0`,
  );
  const insert = sql.prepare(
    `INSERT INTO identity_logins (pool_id, provider, subject, identity_id, added_at)
     VALUES (@poolId, @provider, @subject, @identityId, @addedAt)`,
  );
  const move = sql.prepare("UPDATE identity_logins SET identity_id = ? WHERE identity_id = ?");
  const remove = sql.prepare(
    "DELETE FROM identity_logins WHERE pool_id = @poolId AND provider = @provider AND subject = @subject",
  );

  return {
    find: (poolId: string, login: LoginKey): IdentityLogin | undefined =>
      byKey.get(poolId, login.provider, login.subject),
    ofIdentity: (identityId: string): IdentityLogin[] => ofIdentity.all(identityId),
    /** An identity's subjects at one provider, in their order. */
    subjects(identityId: string, provider: string, request: PageRequest): Page<string> {
      return page(
        request,
        (limit) => ofProvider.all(identityId, provider, request.after ?? "", limit),
        (row) => row.subject,
        (row) => row.subject,
      );
    },
    insert(login: IdentityLogin): void {
      insert.run(login);
    },
    move(from: Identity, to: Identity): void {
      move.run(to.id, from.id);
    },
    remove(login: IdentityLogin): void {
      remove.run(login);
    },
  };
}
