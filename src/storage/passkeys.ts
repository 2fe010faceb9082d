// Passkeys of users in SQLite.
import type { Database } from "./database.js";
import type { Page, PageRequest, Passkey } from "./records.js";
import { defined, page } from "./rows.js";

type Row = Omit<Passkey, "transports"> & { transports: string };

const fromRow = (row: Row): Passkey => ({
  ...defined(row),
  transports: JSON.parse(row.transports) as string[],
});

export function createPasskeyRepository({ sql }: Database) {
  const columns = `pool_id AS poolId, credential_id AS credentialId, user_id AS userId,
    relying_party AS relyingParty, public_key AS publicKey, counter, friendly_name AS friendlyName, attachment,
    transports, created_at AS createdAt`;
  const find = sql.prepare<[string, string], Row>(
    `SELECT ${columns} FROM passkeys WHERE pool_id = ? AND credential_id = ?`,
  );
  const list = sql.prepare<[number, number, string, number], Row>(
    `SELECT ${columns} FROM passkeys WHERE user_id = ? AND (created_at, credential_id) > (?, ?)
     ORDER BY created_at, credential_id LIMIT ? + 0`,
  );
  const count = sql.prepare<[number], number>("SELECT count(*) FROM passkeys WHERE user_id = ?").pluck();
  const insert = sql.prepare(
    `INSERT INTO passkeys (pool_id, credential_id, user_id, relying_party, public_key, counter, friendly_name,
       attachment, transports, created_at)
     VALUES (@poolId, @credentialId, @userId, @relyingParty, @publicKey, @counter, @friendlyName, @attachment,
       @transports, @createdAt)
     ON CONFLICT DO NOTHING`,
  );
  // Authenticators without a counter always say 0.
  const countUp = sql.prepare(
    `UPDATE passkeys SET counter = @counter
     WHERE pool_id = @poolId AND credential_id = @credentialId AND user_id = @userId
       AND (counter < @counter OR (counter = 0 AND @counter = 0))`,
  );
  const remove = sql.prepare("DELETE FROM passkeys WHERE pool_id = ? AND credential_id = ? AND user_id = ?");

  return {
    find(poolId: string, credentialId: string): Passkey | undefined {
      const row = find.get(poolId, credentialId);
      return row && fromRow(row);
    },
    /** Oldest first. */
    ofUserPage: (userId: number, request: PageRequest): Page<Passkey> =>
      page(
        request,
        (limit) => {
          const [at, id] = request.after ? (JSON.parse(request.after) as [number, string]) : [-1, ""];
          return list.all(userId, at, id, limit);
        },
        fromRow,
        ({ createdAt, credentialId }) => JSON.stringify([createdAt, credentialId]),
      ),
    /** All passkeys of a user (AWS allows 20). */
    ofUser: (userId: number): Passkey[] => list.all(userId, -1, "", -1).map(fromRow),
    count: (userId: number): number => count.get(userId) as number,
    /** False when the pool has a passkey of that id already, whoever's it is. */
    insert: (passkey: Passkey): boolean =>
      insert.run({
        ...passkey,
        attachment: passkey.attachment ?? null,
        transports: JSON.stringify(passkey.transports),
      }).changes === 1,
    /** True for exactly one caller: whoever moves the counter has used the signature that carries it. */
    use: ({ poolId, credentialId, userId }: Passkey, counter: number): boolean =>
      countUp.run({ poolId, credentialId, userId, counter }).changes === 1,
    /** False when the user has no such passkey. */
    remove: (poolId: string, credentialId: string, userId: number): boolean =>
      remove.run(poolId, credentialId, userId).changes === 1,
  };
}
