// Schema version 1: user pools, clients, users, groups, sign-in state, tokens, messages and identity pools.
//
// What the service only stores and returns is a JSON document in `settings`; what the emulator looks up,
// counts or changes by itself has columns. Times are epoch milliseconds; booleans are 0 and 1.
export const foundation = `
CREATE TABLE user_pools (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX user_pools_by_scope ON user_pools (account, region, id);

CREATE TABLE user_pool_domains (
  domain TEXT PRIMARY KEY,
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX user_pool_domains_by_pool ON user_pool_domains (pool_id);

-- owner: a user pool id, or "identity:REGION" for the keys that sign OpenID tokens of identity pools.
CREATE TABLE signing_keys (
  owner TEXT NOT NULL,
  purpose TEXT NOT NULL,
  kid TEXT NOT NULL,
  private_key TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (owner, purpose)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX signing_keys_by_kid ON signing_keys (kid);

CREATE TABLE clients (
  id TEXT PRIMARY KEY,
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX clients_by_pool ON clients (pool_id, id);

CREATE TABLE client_secrets (
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  value TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (client_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE resource_servers (
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  identifier TEXT NOT NULL,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, identifier)
) STRICT, WITHOUT ROWID;

-- username_key is the name as it is compared: folded in a case-insensitive pool.
-- srp_salt and srp_verifier are the only trace of a password; NULL where a user has none.
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  sub TEXT NOT NULL,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL,
  status TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1,
  attributes TEXT NOT NULL,
  srp_salt BLOB,
  srp_verifier BLOB,
  password_expires_at INTEGER,
  signed_out_at INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  UNIQUE (pool_id, username_key),
  UNIQUE (pool_id, sub)
) STRICT;
CREATE INDEX users_by_pool ON users (pool_id, id);
CREATE INDEX users_by_username ON users (pool_id, username);
CREATE INDEX users_by_status ON users (pool_id, status, id);
CREATE INDEX users_by_enabled ON users (pool_id, enabled, id);

-- EstimatedNumberOfUsers without counting: kept by two triggers.
CREATE TABLE user_counts (
  pool_id TEXT PRIMARY KEY REFERENCES user_pools (id) ON DELETE CASCADE,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER user_counted AFTER INSERT ON users BEGIN
  INSERT INTO user_counts VALUES (new.pool_id, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER user_uncounted AFTER DELETE ON users BEGIN
  UPDATE user_counts SET count = count - 1 WHERE pool_id = old.pool_id;
END;

-- The searchable attributes once more, folded, for the filters of ListUsers; users.attributes is the truth.
CREATE TABLE user_search (
  pool_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (pool_id, name, value, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_search_by_user ON user_search (user_id);

-- The e-mail addresses, phone numbers and preferred user names that may stand in for the username.
CREATE TABLE user_aliases (
  pool_id TEXT NOT NULL,
  attribute TEXT NOT NULL,
  value TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (pool_id, attribute, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_aliases_by_user ON user_aliases (user_id);

CREATE TABLE password_history (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  replaced_at INTEGER NOT NULL,
  srp_salt BLOB NOT NULL,
  srp_verifier BLOB NOT NULL
) STRICT;
CREATE INDEX password_history_by_user ON password_history (user_id, replaced_at);

CREATE TABLE groups (
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  description TEXT,
  role_arn TEXT,
  precedence INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_members (
  pool_id TEXT NOT NULL,
  group_name TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, group_name, user_id),
  FOREIGN KEY (pool_id, group_name) REFERENCES groups (pool_id, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX group_members_by_user ON group_members (user_id, group_name);

-- One outstanding code per user, purpose and attribute; a newer one supersedes it.
CREATE TABLE codes (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL,
  attribute TEXT NOT NULL,
  code TEXT NOT NULL,
  pending_value TEXT,
  wrong_attempts INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, purpose, attribute)
) STRICT, WITHOUT ROWID;

-- Counters of the per-user hourly limits (action names an API operation family).
CREATE TABLE attempts (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  action TEXT NOT NULL,
  count INTEGER NOT NULL,
  window_ends_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, action)
) STRICT, WITHOUT ROWID;

-- Failed sign-ins in a row and the moment until which further tries are refused.
CREATE TABLE lockouts (
  user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  failures INTEGER NOT NULL,
  last_failure_at INTEGER NOT NULL,
  locked_until INTEGER NOT NULL
) STRICT;

-- The steps of sign-ins under way, by the hash of the session string (or of the SRP secret block).
-- user_id is NULL for a simulated user, who does not exist but must not be told apart.
CREATE TABLE auth_sessions (
  hash BLOB PRIMARY KEY,
  pool_id TEXT NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
  challenge TEXT NOT NULL,
  state TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX auth_sessions_by_expiry ON auth_sessions (expires_at);
CREATE INDEX auth_sessions_by_user ON auth_sessions (user_id);
CREATE INDEX auth_sessions_by_client ON auth_sessions (client_id);

-- A sign-in is what origin_jti names: all tokens that descend from one authentication.
CREATE TABLE sign_ins (
  id TEXT PRIMARY KEY,
  pool_id TEXT NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  event_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  authenticated_at INTEGER NOT NULL,
  last_active_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  details TEXT NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_ins_by_user ON sign_ins (user_id);
CREATE INDEX sign_ins_by_client ON sign_ins (client_id);
CREATE INDEX sign_ins_by_expiry ON sign_ins (expires_at);

-- Only the SHA-256 of a refresh token is kept. replaced_at and usable_until belong to rotation.
CREATE TABLE refresh_tokens (
  hash BLOB PRIMARY KEY,
  sign_in_id TEXT NOT NULL REFERENCES sign_ins (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL,
  replaced_at INTEGER,
  usable_until INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_tokens_by_sign_in ON refresh_tokens (sign_in_id);

CREATE TABLE messages (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  client_id TEXT,
  username TEXT NOT NULL,
  medium TEXT NOT NULL,
  recipient TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT,
  text TEXT NOT NULL,
  html TEXT,
  code TEXT,
  link TEXT,
  taken INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX messages_by_recipient ON messages (recipient, seq);
CREATE INDEX messages_by_pool ON messages (pool_id, username, seq);

CREATE TABLE identity_pools (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  roles TEXT NOT NULL DEFAULT '{}',
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_pools_by_scope ON identity_pools (account, region, id);

-- A disabled identity has lost all its logins; merged_into is the identity that took them over, if one did.
CREATE TABLE identities (
  id TEXT PRIMARY KEY,
  pool_id TEXT NOT NULL REFERENCES identity_pools (id) ON DELETE CASCADE,
  enabled INTEGER NOT NULL DEFAULT 1,
  merged_into TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identities_by_pool ON identities (pool_id, id);
CREATE INDEX identities_by_state ON identities (pool_id, enabled, id);

-- subject: the token's subject at a public provider, or the developer's own user identifier.
CREATE TABLE identity_logins (
  pool_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  subject TEXT NOT NULL,
  identity_id TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, provider, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_logins_by_identity ON identity_logins (identity_id, provider, subject);

CREATE TABLE principal_tag_maps (
  pool_id TEXT NOT NULL REFERENCES identity_pools (id) ON DELETE CASCADE,
  provider TEXT NOT NULL,
  use_defaults INTEGER NOT NULL,
  tags TEXT NOT NULL,
  PRIMARY KEY (pool_id, provider)
) STRICT, WITHOUT ROWID;

-- Temporary credentials and what they stand for, so that they can be looked up by access key.
CREATE TABLE aws_credentials (
  access_key_id TEXT PRIMARY KEY,
  secret_access_key TEXT NOT NULL,
  session_token_hash BLOB NOT NULL,
  identity_id TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
  role_arn TEXT NOT NULL,
  session_name TEXT NOT NULL,
  tags TEXT NOT NULL DEFAULT '{}',
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX aws_credentials_by_identity ON aws_credentials (identity_id);
CREATE INDEX aws_credentials_by_expiry ON aws_credentials (expires_at);

-- Secrets of this state file itself, such as the key that seals pagination tokens.
CREATE TABLE file_secrets (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What fixtures have set that can't be read back, such as keyed digests of passwords.
CREATE TABLE seed_ledger (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
