// Session tracking in SQLite: the settings of pools and clients, and the sessions themselves.
import type { Database } from "./database.js";
import { defined } from "./rows.js";

/** What SetUserPoolSessionConfiguration sets. */
export interface SessionConfiguration {
  readonly isTracked: boolean;
  readonly maxPerUser: number;
}

/** What a session's last request tells of the device. */
export interface SessionActivity {
  readonly lastActiveAt: number;
  readonly deviceType: string;
  readonly ip?: string | undefined;
  readonly city?: string | undefined;
  readonly country?: string | undefined;
}

/** A session as long as it is active: either of a sign-in, with its refresh token, or of a browser. */
export interface UserSession extends SessionActivity {
  readonly id: string;
  readonly userId: number;
  readonly clientId: string;
  readonly signInId?: string | undefined;
  readonly browserSessionId?: string | undefined;
  /** The SSO session that a token session came through. */
  readonly originId?: string | undefined;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export function createSessionConfigurationRepository({ sql }: Database) {
  const ofPool = sql.prepare<[string], { isTracked: number; maxPerUser: number }>(
    `SELECT is_tracked AS isTracked, max_per_user AS maxPerUser
     FROM session_configurations WHERE pool_id = ?`,
  );
  const setPool = sql.prepare("INSERT OR REPLACE INTO session_configurations VALUES (?, ?, ?)");
  const ssoMinutes = sql
    .prepare<[string], number>("SELECT sso_minutes FROM client_session_configurations WHERE client_id = ?")
    .pluck();
  const longest = sql
    .prepare<[string], number | null>(
      `SELECT max(sso_minutes) FROM clients
       JOIN client_session_configurations ON client_id = clients.id WHERE clients.pool_id = ?`,
    )
    .pluck();
  const setClient = sql.prepare("INSERT OR REPLACE INTO client_session_configurations VALUES (?, ?)");

  return {
    /** Undefined for a pool that never had one. */
    ofPool(poolId: string): SessionConfiguration | undefined {
      const row = ofPool.get(poolId);
      return row && { ...row, isTracked: row.isTracked === 1 };
    },
    setPool(poolId: string, { isTracked, maxPerUser }: SessionConfiguration): void {
      setPool.run(poolId, isTracked ? 1 : 0, maxPerUser);
    },
    ssoMinutes: (clientId: string): number | undefined => ssoMinutes.get(clientId) as number | undefined,
    /** Of all clients of the pool that ever said so. */
    longestSsoMinutes: (poolId: string): number | undefined =>
      (longest.get(poolId) as number | null) ?? undefined,
    setSsoMinutes(clientId: string, minutes: number): void {
      setClient.run(clientId, minutes);
    },
  };
}

export function createUserSessionRepository({ sql }: Database) {
  const columns = `id, user_id AS userId, client_id AS clientId, sign_in_id AS signInId,
    browser_session_id AS browserSessionId, origin_id AS originId, created_at AS createdAt,
    last_active_at AS lastActiveAt, expires_at AS expiresAt, device_type AS deviceType, ip, city, country`;
  const find = sql.prepare<[string], UserSession>(`SELECT ${columns} FROM user_sessions WHERE id = ?`);
  const ofBrowser = sql.prepare<[string], UserSession>(
    `SELECT ${columns} FROM user_sessions WHERE browser_session_id = ?`,
  );
  const ofSignIn = sql.prepare<[string], UserSession>(
    `SELECT ${columns} FROM user_sessions WHERE sign_in_id = ?`,
  );
  const ofUser = sql.prepare<[number, number], UserSession>(
    `SELECT ${columns} FROM user_sessions WHERE user_id = ? AND expires_at > ?
     ORDER BY last_active_at, created_at, id`,
  );
  const ofOrigin = sql.prepare<[string, number], UserSession>(
    `SELECT ${columns} FROM user_sessions WHERE origin_id = ? AND expires_at > ? ORDER BY id`,
  );
  const insert = sql.prepare(
    `INSERT INTO user_sessions (id, user_id, client_id, sign_in_id, browser_session_id, origin_id, created_at,
       last_active_at, expires_at, device_type, ip, city, country)
     VALUES (@id, @userId, @clientId, @signInId, @browserSessionId, @originId, @createdAt,
       @lastActiveAt, @expiresAt, @deviceType, @ip, @city, @country)`,
  );
  const touch = sql.prepare(
    `UPDATE user_sessions SET last_active_at = @lastActiveAt, device_type = @deviceType, ip = @ip, city = @city,
       country = @country
     WHERE id = @id`,
  );
  const forget = sql.prepare("DELETE FROM user_sessions WHERE user_id = ? AND expires_at <= ?");
  const absent = { ip: null, city: null, country: null };
  const unlinked = { signInId: null, browserSessionId: null, originId: null };
  const record = (row: UserSession | undefined) => row && defined(row);

  return {
    find: (id: string): UserSession | undefined => record(find.get(id)),
    ofBrowser: (browserSessionId: string): UserSession | undefined => record(ofBrowser.get(browserSessionId)),
    ofSignIn: (signInId: string): UserSession | undefined => record(ofSignIn.get(signInId)),
    /** Those that have not ended; the one that was active longest ago first. */
    ofUser: (userId: number, now: number): UserSession[] => ofUser.all(userId, now).map(defined),
    /** The token sessions that came through an SSO session and have not ended. */
    ofOrigin: (originId: string, now: number): UserSession[] => ofOrigin.all(originId, now).map(defined),
    /** Also forgets the user's sessions that have ended, so that there are never many. */
    insert(session: UserSession): void {
      forget.run(session.userId, session.createdAt);
      insert.run({ ...absent, ...unlinked, ...nulls(session) });
    },
    touch(id: string, activity: SessionActivity): void {
      touch.run({ ...absent, ...nulls(activity), id });
    },
  };
}

/** Undefined members become NULL. */
const nulls = <T extends object>(record: T): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value ?? null]));
