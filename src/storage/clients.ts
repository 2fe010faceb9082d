// App clients and their secrets in SQLite.
import type { Database } from "./database.js";
import type { Client, ClientSecret, ClientSettings, Page, PageRequest } from "./records.js";
import { page } from "./rows.js";

type Row = Omit<Client, "settings" | "secrets"> & { settings: string };

export function createClientRepository({ sql, onRollback }: Database) {
  const columns = "id, pool_id AS poolId, name, settings, created_at AS createdAt, changed_at AS changedAt";
  const byId = sql.prepare<[string], Row>(`SELECT ${columns} FROM clients WHERE id = ?`);
  const secretsOf = sql.prepare<[string], ClientSecret>(
    "SELECT id, value, created_at AS createdAt FROM client_secrets WHERE client_id = ? ORDER BY created_at, id",
  );
  const insert = sql.prepare(
    `INSERT INTO clients (id, pool_id, name, settings, created_at, changed_at)
     VALUES (@id, @poolId, @name, @settings, @createdAt, @changedAt)`,
  );
  const update = sql.prepare(
    "UPDATE clients SET name = @name, settings = @settings, changed_at = @changedAt WHERE id = @id",
  );
  const remove = sql.prepare("DELETE FROM clients WHERE id = ?");
  const addSecret = sql.prepare(
    "INSERT INTO client_secrets (client_id, id, value, created_at) VALUES (?, ?, ?, ?)",
  );
  const removeSecret = sql.prepare("DELETE FROM client_secrets WHERE client_id = ? AND id = ?");
  const list = sql.prepare<[string, string, number], Row>(
    `SELECT ${columns} FROM clients WHERE pool_id = ? AND id > ? ORDER BY id LIMIT ? + 0`,
  );

  const count = sql.prepare<[string]>("SELECT count(*) FROM clients WHERE pool_id = ?").pluck();

  // Read by every sign-in; this process is the only writer of its file.
  const cache = new Map<string, Client>();
  onRollback(() => cache.clear());

  const record = (row: Row): Client => ({
    ...row,
    settings: JSON.parse(row.settings) as ClientSettings,
    secrets: secretsOf.all(row.id),
  });

  return {
    find(id: string): Client | undefined {
      const cached = cache.get(id);
      if (cached) return cached;
      const row = byId.get(id);
      if (!row) return undefined;
      const client = record(row);
      cache.set(id, client);
      return client;
    },
    insert(client: Client): void {
      insert.run({ ...client, settings: JSON.stringify(client.settings) });
      for (const secret of client.secrets)
        addSecret.run(client.id, secret.id, secret.value, secret.createdAt);
    },
    update(client: Client): void {
      cache.delete(client.id);
      update.run({ ...client, settings: JSON.stringify(client.settings) });
    },
    remove(id: string): void {
      cache.delete(id);
      remove.run(id);
    },
    addSecret(clientId: string, secret: ClientSecret): void {
      cache.delete(clientId);
      addSecret.run(clientId, secret.id, secret.value, secret.createdAt);
    },
    /** False when the client has no such secret. */
    removeSecret(clientId: string, secretId: string): boolean {
      cache.delete(clientId);
      return removeSecret.run(clientId, secretId).changes > 0;
    },
    list(poolId: string, request: PageRequest): Page<Client> {
      return page(
        request,
        (limit) => list.all(poolId, request.after ?? "", limit),
        record,
        (row) => row.id,
      );
    },
    count(poolId: string): number {
      return count.get(poolId) as number;
    },
    forgetCached(): void {
      cache.clear();
    },
  };
}
