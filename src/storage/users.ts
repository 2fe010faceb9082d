// Users in SQLite: the row, the aliases that stand in for a username, and the searchable attributes.
import type { Database } from "./database.js";
import type { Attributes, PasswordRecord, User, UserStatus } from "./records.js";
import { defined } from "./rows.js";

/** The attributes that ListUsers can filter by (Cognito developer guide, "Searching for users"). */
export const SEARCHABLE_ATTRIBUTES = [
  "email",
  "phone_number",
  "name",
  "given_name",
  "family_name",
  "preferred_username",
] as const;

export interface UserRow {
  id: number;
  poolId: string;
  sub: string;
  username: string;
  status: UserStatus;
  enabled: number;
  attributes: string;
  salt: Buffer | null;
  verifier: Buffer | null;
  passwordExpiresAt?: number;
  signedOutAt?: number;
  createdAt: number;
  changedAt: number;
}

export const USER_COLUMNS = `users.id, users.pool_id AS poolId, sub, username, status, enabled, attributes,
  srp_salt AS salt, srp_verifier AS verifier, password_expires_at AS passwordExpiresAt,
  signed_out_at AS signedOutAt, users.created_at AS createdAt, users.changed_at AS changedAt`;

export function userRecord({ salt, verifier, ...row }: UserRow): User {
  const password: PasswordRecord | undefined = salt && verifier ? { salt, verifier } : undefined;
  return defined({
    ...row,
    enabled: row.enabled === 1,
    attributes: JSON.parse(row.attributes) as Attributes,
    password,
  });
}

export type NewUser = Omit<User, "id"> & { readonly usernameKey: string };

/** An entry of the alias table: `value` is already folded as the pool compares it. */
export interface Alias {
  readonly attribute: string;
  readonly value: string;
}

/** How a value of a searchable attribute is compared: without regard to case. */
export const searchKey = (value: string): string => value.toLowerCase();

export function createUserRepository({ sql }: Database) {
  const byId = sql.prepare<[number], UserRow>(`SELECT ${USER_COLUMNS} FROM users WHERE id = ?`);
  const byUsername = sql.prepare<[string, string], UserRow>(
    `SELECT ${USER_COLUMNS} FROM users WHERE pool_id = ? AND username_key = ?`,
  );
  const bySub = sql.prepare<[string, string], UserRow>(
    `SELECT ${USER_COLUMNS} FROM users WHERE pool_id = ? AND sub = ?`,
  );
  const byAlias = sql.prepare<[string, string, string], UserRow>(
    `SELECT ${USER_COLUMNS} FROM user_aliases JOIN users ON users.id = user_aliases.user_id
     WHERE user_aliases.pool_id = ? AND attribute = ? AND value = ?`,
  );
  const insert = sql.prepare(
    `INSERT INTO users (pool_id, sub, username, username_key, status, enabled, attributes, srp_salt, srp_verifier,
       password_expires_at, signed_out_at, created_at, changed_at)
     VALUES (@poolId, @sub, @username, @usernameKey, @status, @enabled, @attributes, @salt, @verifier,
       @passwordExpiresAt, @signedOutAt, @createdAt, @changedAt)`,
  );
  const update = sql.prepare(
    `UPDATE users SET status = @status, enabled = @enabled, attributes = @attributes, srp_salt = @salt,
       srp_verifier = @verifier, password_expires_at = @passwordExpiresAt, signed_out_at = @signedOutAt,
       changed_at = @changedAt
     WHERE id = @id`,
  );
  const remove = sql.prepare("DELETE FROM users WHERE id = ?");

  const addSearch = sql.prepare(
    "INSERT INTO user_search (pool_id, name, value, user_id) VALUES (?, ?, ?, ?)",
  );
  const removeSearch = sql.prepare(
    "DELETE FROM user_search WHERE pool_id = ? AND name = ? AND value = ? AND user_id = ?",
  );
  const addAlias = sql.prepare(
    "INSERT INTO user_aliases (pool_id, attribute, value, user_id) VALUES (?, ?, ?, ?)",
  );
  const aliasesOf = sql.prepare<[number], Alias>(
    "SELECT attribute, value FROM user_aliases WHERE user_id = ?",
  );
  const removeAlias = sql.prepare(
    "DELETE FROM user_aliases WHERE pool_id = ? AND attribute = ? AND value = ?",
  );

  const addHistory = sql.prepare(
    "INSERT INTO password_history (user_id, replaced_at, srp_salt, srp_verifier) VALUES (?, ?, ?, ?)",
  );
  const history = sql.prepare<[number, number], PasswordRecord>(
    `SELECT srp_salt AS salt, srp_verifier AS verifier FROM password_history
     WHERE user_id = ? ORDER BY replaced_at DESC, rowid DESC LIMIT ? + 0`,
  );
  const trimHistory = sql.prepare(
    `DELETE FROM password_history WHERE user_id = @userId AND rowid NOT IN
       (SELECT rowid FROM password_history WHERE user_id = @userId ORDER BY replaced_at DESC, rowid DESC LIMIT @keep + 0)`,
  );

  const columnsOf = (user: Omit<User, "id">) => ({
    poolId: user.poolId,
    sub: user.sub,
    username: user.username,
    status: user.status,
    enabled: user.enabled ? 1 : 0,
    attributes: JSON.stringify(user.attributes),
    salt: user.password?.salt ?? null,
    verifier: user.password?.verifier ?? null,
    passwordExpiresAt: user.passwordExpiresAt ?? null,
    signedOutAt: user.signedOutAt ?? null,
    createdAt: user.createdAt,
    changedAt: user.changedAt,
  });

  const searchable = (attributes: Attributes) =>
    SEARCHABLE_ATTRIBUTES.flatMap((name) => {
      const value = attributes[name];
      return value === undefined ? [] : [{ name, value: searchKey(value) }];
    });

  /** Writes only the search entries that differ: most changes of a user touch none. */
  function changeSearch(poolId: string, userId: number, before: Attributes, after: Attributes): void {
    for (const name of SEARCHABLE_ATTRIBUTES) {
      const old = before[name];
      const now = after[name];
      if (old === now) continue;
      if (old !== undefined) removeSearch.run(poolId, name, searchKey(old), userId);
      if (now !== undefined) addSearch.run(poolId, name, searchKey(now), userId);
    }
  }

  const record = (row: UserRow | undefined) => row && userRecord(row);

  return {
    findById: (id: number): User | undefined => record(byId.get(id)),
    findByUsername: (poolId: string, key: string): User | undefined => record(byUsername.get(poolId, key)),
    findBySub: (poolId: string, sub: string): User | undefined => record(bySub.get(poolId, sub)),
    findByAlias: (poolId: string, alias: Alias): User | undefined =>
      record(byAlias.get(poolId, alias.attribute, alias.value)),

    insert({ usernameKey, ...user }: NewUser): User {
      const { lastInsertRowid } = insert.run({ ...columnsOf(user), usernameKey });
      const id = Number(lastInsertRowid);
      for (const entry of searchable(user.attributes))
        addSearch.run(user.poolId, entry.name, entry.value, id);
      return { ...user, id };
    },
    /** Writes `after`; `before` is the record as it was read in the same transaction. */
    update(before: User, after: User): User {
      update.run({ ...columnsOf(after), id: after.id });
      changeSearch(after.poolId, after.id, before.attributes, after.attributes);
      return after;
    },
    remove(id: number): void {
      remove.run(id);
    },

    aliases: (userId: number): Alias[] => aliasesOf.all(userId),
    /** Makes exactly `wanted` the user's aliases; the caller has made sure that no other user holds one. */
    setAliases(poolId: string, userId: number, wanted: readonly Alias[]): void {
      const same = (a: Alias, b: Alias) => a.attribute === b.attribute && a.value === b.value;
      const held = aliasesOf.all(userId);
      for (const alias of held)
        if (!wanted.some((other) => same(alias, other)))
          removeAlias.run(poolId, alias.attribute, alias.value);
      for (const alias of wanted)
        if (!held.some((other) => same(alias, other)))
          addAlias.run(poolId, alias.attribute, alias.value, userId);
    },

    /** Remembers a password that was replaced; keeps the newest `keep`. */
    rememberPassword(userId: number, at: number, password: PasswordRecord, keep: number): void {
      addHistory.run(userId, at, password.salt, password.verifier);
      trimHistory.run({ userId, keep });
    },
    passwordHistory: (userId: number, limit: number): PasswordRecord[] => history.all(userId, limit),
  };
}
