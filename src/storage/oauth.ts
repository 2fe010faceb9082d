// Authorization codes and browser sessions of the OAuth server in SQLite.
import type { Database } from "./database.js";
import { defined } from "./rows.js";

/** What an authorization code stands for. */
export interface AuthorizationCode {
  readonly clientId: string;
  readonly userId: number;
  /** What the authorization request asked for, as JSON. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly authenticatedAt: number;
  readonly expiresAt: number;
  readonly usedAt?: number | undefined;
  /** Whether it came back after it was used. */
  readonly replayed: boolean;
  /** What its first use became. */
  readonly signInId?: string | undefined;
}

/** Who is signed in with a browser. */
export interface BrowserSession {
  readonly id: string;
  readonly poolId: string;
  readonly userId: number;
  readonly authenticatedAt: number;
  readonly expiresAt: number;
  readonly details: Readonly<Record<string, unknown>>;
}

export function createAuthorizationCodeRepository({ sql }: Database) {
  type Row = Omit<AuthorizationCode, "request" | "replayed"> & { request: string; replayed: number };
  const find = sql.prepare<[Buffer], Row>(
    `SELECT client_id AS clientId, user_id AS userId, request, authenticated_at AS authenticatedAt,
       expires_at AS expiresAt, used_at AS usedAt, replayed, sign_in_id AS signInId
     FROM authorization_codes WHERE hash = ?`,
  );
  const insert = sql.prepare(
    `INSERT INTO authorization_codes (hash, client_id, user_id, request, authenticated_at, expires_at)
     VALUES (@hash, @clientId, @userId, @request, @authenticatedAt, @expiresAt)`,
  );
  const use = sql.prepare("UPDATE authorization_codes SET used_at = ? WHERE hash = ? AND used_at IS NULL");
  const setSignIn = sql.prepare("UPDATE authorization_codes SET sign_in_id = ? WHERE hash = ?");
  const setReplayed = sql.prepare("UPDATE authorization_codes SET replayed = 1 WHERE hash = ?");
  const sweep = sql.prepare(
    `DELETE FROM authorization_codes
     WHERE hash IN (SELECT hash FROM authorization_codes WHERE expires_at < ? LIMIT 2)`,
  );

  return {
    find(hash: Buffer): AuthorizationCode | undefined {
      const row = find.get(hash);
      return row && { ...defined(row), request: JSON.parse(row.request), replayed: row.replayed === 1 };
    },
    /** Each insert also removes at most two codes that ended before `forgetBefore`, so the table stays small. */
    insert(
      hash: Buffer,
      code: Omit<AuthorizationCode, "usedAt" | "replayed" | "signInId">,
      forgetBefore: number,
    ): void {
      insert.run({ ...code, hash, request: JSON.stringify(code.request) });
      sweep.run(forgetBefore);
    },
    /** True for exactly one caller. */
    use: (hash: Buffer, at: number): boolean => use.run(at, hash).changes === 1,
    setSignIn(hash: Buffer, signInId: string): void {
      setSignIn.run(signInId, hash);
    },
    setReplayed(hash: Buffer): void {
      setReplayed.run(hash);
    },
  };
}

export function createBrowserSessionRepository({ sql }: Database) {
  type Row = Omit<BrowserSession, "details"> & { details: string };
  const find = sql.prepare<[Buffer], Row>(
    `SELECT id, pool_id AS poolId, user_id AS userId, authenticated_at AS authenticatedAt,
       expires_at AS expiresAt, details
     FROM browser_sessions WHERE hash = ?`,
  );
  const insert = sql.prepare(
    `INSERT INTO browser_sessions (hash, id, pool_id, user_id, authenticated_at, expires_at, details)
     VALUES (@hash, @id, @poolId, @userId, @authenticatedAt, @expiresAt, @details)`,
  );
  const remove = sql.prepare("DELETE FROM browser_sessions WHERE hash = ?");
  const removeById = sql.prepare("DELETE FROM browser_sessions WHERE id = ?");
  const removeOfPool = sql.prepare("DELETE FROM browser_sessions WHERE pool_id = ?");
  const sweep = sql.prepare(
    "DELETE FROM browser_sessions WHERE hash IN (SELECT hash FROM browser_sessions WHERE expires_at < ? LIMIT 2)",
  );

  return {
    find(hash: Buffer): BrowserSession | undefined {
      const row = find.get(hash);
      return row && { ...row, details: JSON.parse(row.details) };
    },
    /** Each insert also removes at most two sessions that have ended. */
    insert(hash: Buffer, session: BrowserSession, now: number): void {
      insert.run({ ...session, hash, details: JSON.stringify(session.details) });
      sweep.run(now);
    },
    remove(hash: Buffer): void {
      remove.run(hash);
    },
    removeById(id: string): void {
      removeById.run(id);
    },
    removeOfPool(poolId: string): void {
      removeOfPool.run(poolId);
    },
  };
}
