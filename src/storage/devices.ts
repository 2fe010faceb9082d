// Users' devices in SQLite.
import type { Database } from "./database.js";
import type { Device, Page, PageRequest } from "./records.js";
import { defined, page } from "./rows.js";

export function createDeviceRepository({ sql }: Database) {
  type Row = Omit<Device, "remembered"> & { id: number; remembered: number };
  const columns = `id, user_id AS userId, key, group_key AS groupKey, name, salt, verifier, remembered,
    last_ip AS lastIp, created_at AS createdAt, changed_at AS changedAt, authenticated_at AS authenticatedAt,
    waiting_session AS waitingSession`;
  const byKey = sql.prepare<[string], Row>(`SELECT ${columns} FROM devices WHERE key = ?`);
  const insert = sql.prepare(
    `INSERT INTO devices (user_id, key, group_key, name, salt, verifier, remembered, last_ip, created_at, changed_at,
       authenticated_at)
     VALUES (@userId, @key, @groupKey, @name, @salt, @verifier, @remembered, @lastIp, @createdAt, @changedAt,
       @authenticatedAt)`,
  );
  const remember = sql.prepare(
    "UPDATE devices SET remembered = @remembered, changed_at = @at WHERE user_id = @userId AND key = @key",
  );
  const signedIn = sql.prepare(
    `UPDATE devices SET authenticated_at = @at, changed_at = @at, last_ip = ifnull(@ip, last_ip)
     WHERE user_id = @userId AND key = @key`,
  );
  const wait = sql.prepare("UPDATE devices SET waiting_session = ? WHERE user_id = ? AND key = ?");
  const remove = sql.prepare("DELETE FROM devices WHERE user_id = ? AND key = ?");
  const ofUser = sql.prepare<[number, number, number], Row>(
    `SELECT ${columns} FROM devices WHERE user_id = ? AND id > ? ORDER BY id LIMIT ? + 0`,
  );

  const record = ({ id: _, ...row }: Row): Device => ({
    ...defined(row),
    remembered: row.remembered === 1,
  });

  return {
    /** Nobody's device is found for another user. */
    find(userId: number, key: string): Device | undefined {
      const row = byKey.get(key);
      return row?.userId === userId ? record(row) : undefined;
    },
    insert(device: Device): void {
      insert.run({
        ...device,
        name: device.name ?? null,
        lastIp: device.lastIp ?? null,
        remembered: Number(device.remembered),
      });
    },
    setRemembered(userId: number, key: string, remembered: boolean, at: number): void {
      remember.run({ userId, key, remembered: Number(remembered), at });
    },
    /** A sign-in counts as a change (assumed). False when there is no such device. */
    signedIn: (userId: number, key: string, at: number, ip: string | undefined): boolean =>
      signedIn.run({ userId, key, at, ip: ip ?? null }).changes === 1,
    setWaitingSession(userId: number, key: string, hash: Buffer): void {
      wait.run(hash, userId, key);
    },
    /** False when there was no such device. */
    remove: (userId: number, key: string): boolean => remove.run(userId, key).changes === 1,
    /** Those that were confirmed first come first. */
    ofUser: (userId: number, request: PageRequest): Page<Device> =>
      page(
        request,
        (limit) => ofUser.all(userId, Number(request.after ?? 0), limit),
        record,
        (row) => String(row.id),
      ),
  };
}
