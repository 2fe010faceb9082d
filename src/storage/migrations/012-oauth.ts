// The OAuth server: authorization codes and browser sessions.
export const oauth = `
-- Only the SHA-256 of a code is kept. What it was asked with is JSON. A used code stays until it would have expired,
-- so that its second use is noticed; sign_in_id is what the first one became.
CREATE TABLE authorization_codes (
  hash BLOB PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  request TEXT NOT NULL,
  authenticated_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  replayed INTEGER NOT NULL DEFAULT 0,
  sign_in_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX authorization_codes_by_client ON authorization_codes (client_id);
CREATE INDEX authorization_codes_by_user ON authorization_codes (user_id);
CREATE INDEX authorization_codes_by_expiry ON authorization_codes (expires_at);

-- Who is signed in with which browser. Only the SHA-256 of a cookie is kept.
CREATE TABLE browser_sessions (
  hash BLOB PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  authenticated_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  details TEXT NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;
CREATE INDEX browser_sessions_by_pool ON browser_sessions (pool_id);
CREATE INDEX browser_sessions_by_user ON browser_sessions (user_id);
CREATE INDEX browser_sessions_by_expiry ON browser_sessions (expires_at);
`;
