// Sign-in sessions under way, finished sign-ins with their refresh tokens, and signing keys in SQLite.
import type { Database } from "./database.js";
import type { AuthSession, RefreshToken, SignIn, SigningKeyRecord } from "./records.js";
import { defined } from "./rows.js";

export function createAuthSessionRepository({ sql }: Database) {
  type Row = Omit<AuthSession, "state"> & { state: string };
  const find = sql.prepare<[Buffer], Row>(
    `SELECT pool_id AS poolId, client_id AS clientId, user_id AS userId, challenge, state,
       expires_at AS expiresAt, used_at AS usedAt
     FROM auth_sessions WHERE hash = ?`,
  );
  const insert = sql.prepare(
    `INSERT INTO auth_sessions (hash, pool_id, client_id, user_id, challenge, state, expires_at)
     VALUES (@hash, @poolId, @clientId, @userId, @challenge, @state, @expiresAt)`,
  );
  const use = sql.prepare("UPDATE auth_sessions SET used_at = ? WHERE hash = ? AND used_at IS NULL");
  const sweep = sql.prepare(
    "DELETE FROM auth_sessions WHERE hash IN (SELECT hash FROM auth_sessions WHERE expires_at < ? LIMIT 2)",
  );

  return {
    find(hash: Buffer): AuthSession | undefined {
      const row = find.get(hash);
      return row && { ...defined(row), state: JSON.parse(row.state) };
    },
    /** Each insert also removes at most two rows that ended before `forgetBefore`, so the table stays small. */
    insert(hash: Buffer, session: AuthSession, forgetBefore: number): void {
      insert.run({ ...session, hash, userId: session.userId ?? null, state: JSON.stringify(session.state) });
      sweep.run(forgetBefore);
    },
    /** True for exactly one caller. */
    use: (hash: Buffer, at: number): boolean => use.run(at, hash).changes === 1,
  };
}

export function createSignInRepository({ sql }: Database) {
  type Row = Omit<SignIn, "details"> & { details: string };
  const columns = `id, pool_id AS poolId, client_id AS clientId, user_id AS userId, event_id AS eventId, scope,
    authenticated_at AS authenticatedAt, last_active_at AS lastActiveAt, sign_ins.expires_at AS expiresAt,
    revoked_at AS revokedAt, details`;
  const find = sql.prepare<[string], Row>(`SELECT ${columns} FROM sign_ins WHERE id = ?`);
  const insert = sql.prepare(
    `INSERT INTO sign_ins (id, pool_id, client_id, user_id, event_id, scope, authenticated_at, last_active_at,
       expires_at, details)
     VALUES (@id, @poolId, @clientId, @userId, @eventId, @scope, @authenticatedAt, @lastActiveAt, @expiresAt,
       @details)`,
  );
  const touch = sql.prepare("UPDATE sign_ins SET last_active_at = ? WHERE id = ?");
  const revoke = sql.prepare("UPDATE sign_ins SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL");
  const revokeAll = sql.prepare(
    "UPDATE sign_ins SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL",
  );
  const sweep = sql.prepare(
    "DELETE FROM sign_ins WHERE id IN (SELECT id FROM sign_ins WHERE expires_at < ? LIMIT 2)",
  );

  const findToken = sql.prepare<[Buffer], RefreshToken>(
    `SELECT sign_in_id AS signInId, expires_at AS expiresAt, replaced_at AS replacedAt,
       usable_until AS usableUntil
     FROM refresh_tokens WHERE hash = ?`,
  );
  const insertToken = sql.prepare(
    "INSERT INTO refresh_tokens (hash, sign_in_id, expires_at) VALUES (@hash, @signInId, @expiresAt)",
  );
  const replaceToken = sql.prepare(
    "UPDATE refresh_tokens SET replaced_at = ?, usable_until = ? WHERE hash = ? AND replaced_at IS NULL",
  );

  return {
    find(id: string): SignIn | undefined {
      const row = find.get(id);
      return row && { ...defined(row), details: JSON.parse(row.details) };
    },
    /** Each insert also removes at most two sign-ins that ended before `forgetBefore`. */
    insert(signIn: SignIn, forgetBefore: number): void {
      insert.run({ ...signIn, details: JSON.stringify(signIn.details) });
      sweep.run(forgetBefore);
    },
    touch(id: string, at: number): void {
      touch.run(at, id);
    },
    /** False when it was revoked before. */
    revoke: (id: string, at: number): boolean => revoke.run(at, id).changes === 1,
    revokeAll(userId: number, at: number): void {
      revokeAll.run(at, userId);
    },

    findToken(hash: Buffer): RefreshToken | undefined {
      const row = findToken.get(hash);
      return row && defined(row);
    },
    insertToken(hash: Buffer, token: RefreshToken): void {
      insertToken.run({ ...token, hash });
    },
    /** True for exactly one caller: whoever marks the token has the right to its successor. */
    replaceToken: (hash: Buffer, at: number, usableUntil: number): boolean =>
      replaceToken.run(at, usableUntil, hash).changes === 1,
  };
}

export function createSigningKeyRepository({ sql }: Database) {
  const columns = "owner, purpose, kid, private_key AS privateKey, created_at AS createdAt";
  const ofOwner = sql.prepare<[string], SigningKeyRecord>(
    `SELECT ${columns} FROM signing_keys WHERE owner = ? ORDER BY purpose`,
  );
  const ownerOf = sql.prepare<[string], string>("SELECT owner FROM signing_keys WHERE kid = ?").pluck();
  const ofOwners = sql.prepare<[string], SigningKeyRecord>(
    `SELECT owner, purpose, kid, private_key AS privateKey, created_at AS createdAt
     FROM signing_keys WHERE owner GLOB ? ORDER BY owner, purpose`,
  );
  const insert = sql.prepare(
    `INSERT OR IGNORE INTO signing_keys (owner, purpose, kid, private_key, created_at)
     VALUES (@owner, @purpose, @kid, @privateKey, @createdAt)`,
  );
  const remove = sql.prepare("DELETE FROM signing_keys WHERE owner = ?");

  return {
    ofOwner: (owner: string): SigningKeyRecord[] => ofOwner.all(owner),
    /** Whose key has this name. */
    ownerOf: (kid: string): string | undefined => ownerOf.get(kid) as string | undefined,
    /** The keys of every owner whose name starts with `prefix`, which has no wildcards in it. */
    ofOwners: (prefix: string): SigningKeyRecord[] => ofOwners.all(`${prefix}*`),
    /** Keeps the first of two that were made at once. */
    insert(key: SigningKeyRecord): void {
      insert.run(key);
    },
    removeOwner(owner: string): void {
      remove.run(owner);
    },
  };
}
