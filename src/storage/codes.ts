// Outstanding codes, hourly attempt counters and sign-in lockouts in SQLite.
import type { Database } from "./database.js";
import type { Code, CodePurpose } from "./records.js";
import { present } from "./rows.js";

export function createCodeRepository({ sql }: Database) {
  const columns = `user_id AS userId, purpose, attribute, code, pending_value AS pendingValue,
    wrong_attempts AS wrongAttempts, expires_at AS expiresAt`;
  const find = sql.prepare<[number, string, string], Code>(
    `SELECT ${columns} FROM codes WHERE user_id = ? AND purpose = ? AND attribute = ?`,
  );
  const ofPurpose = sql.prepare<[number, string], Code>(
    `SELECT ${columns} FROM codes WHERE user_id = ? AND purpose = ?`,
  );
  const put = sql.prepare(
    `INSERT OR REPLACE INTO codes (user_id, purpose, attribute, code, pending_value, wrong_attempts, expires_at)
     VALUES (@userId, @purpose, @attribute, @code, @pendingValue, 0, @expiresAt)`,
  );
  const countWrong = sql.prepare(
    "UPDATE codes SET wrong_attempts = wrong_attempts + 1 WHERE user_id = ? AND purpose = ? AND attribute = ?",
  );
  const spend = sql.prepare(
    "DELETE FROM codes WHERE user_id = ? AND purpose = ? AND attribute = ? AND code = ?",
  );
  const drop = sql.prepare("DELETE FROM codes WHERE user_id = ? AND purpose = ?");
  const forget = sql.prepare("DELETE FROM codes WHERE user_id = ? AND attribute = ?");

  return {
    find(userId: number, purpose: CodePurpose, attribute: string): Code | undefined {
      const row = find.get(userId, purpose, attribute);
      return row && present(row);
    },
    ofPurpose: (userId: number, purpose: CodePurpose): Code[] => ofPurpose.all(userId, purpose).map(present),
    put(code: Code): void {
      put.run({ ...code, pendingValue: code.pendingValue ?? null });
    },
    countWrong(code: Code): void {
      countWrong.run(code.userId, code.purpose, code.attribute);
    },
    /** True for exactly one caller: whoever removes the row has used the code. */
    spend: (code: Code): boolean =>
      spend.run(code.userId, code.purpose, code.attribute, code.code).changes === 1,
    drop(userId: number, purpose: CodePurpose): void {
      drop.run(userId, purpose);
    },
    /** Removes the codes of every purpose that went to an attribute. */
    forget(userId: number, attribute: string): void {
      forget.run(userId, attribute);
    },
  };
}

export interface Lockout {
  readonly failures: number;
  readonly lastFailureAt: number;
  readonly lockedUntil: number;
}

export function createAttemptRepository({ sql }: Database) {
  const find = sql.prepare<[number, string], { count: number; windowEndsAt: number }>(
    "SELECT count, window_ends_at AS windowEndsAt FROM attempts WHERE user_id = ? AND action = ?",
  );
  const put = sql.prepare(
    "INSERT OR REPLACE INTO attempts (user_id, action, count, window_ends_at) VALUES (?, ?, ?, ?)",
  );
  const findLockout = sql.prepare<[number], Lockout>(
    `SELECT failures, last_failure_at AS lastFailureAt, locked_until AS lockedUntil
     FROM lockouts WHERE user_id = ?`,
  );
  const putLockout = sql.prepare(
    "INSERT OR REPLACE INTO lockouts (user_id, failures, last_failure_at, locked_until) VALUES (?, ?, ?, ?)",
  );
  const dropLockout = sql.prepare("DELETE FROM lockouts WHERE user_id = ?");

  return {
    find: (userId: number, action: string) => find.get(userId, action),
    put(userId: number, action: string, count: number, windowEndsAt: number): void {
      put.run(userId, action, count, windowEndsAt);
    },
    lockout: (userId: number): Lockout | undefined => findLockout.get(userId),
    putLockout(userId: number, lockout: Lockout): void {
      putLockout.run(userId, lockout.failures, lockout.lastFailureAt, lockout.lockedUntil);
    },
    dropLockout(userId: number): void {
      dropLockout.run(userId);
    },
  };
}
