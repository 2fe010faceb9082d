// Session tracking: what is kept of each session beside its sign-in.
export const userSessions = `
CREATE TABLE session_configurations (
  pool_id TEXT PRIMARY KEY REFERENCES user_pools (id) ON DELETE CASCADE,
  is_tracked INTEGER NOT NULL,
  max_per_user INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE client_session_configurations (
  client_id TEXT PRIMARY KEY REFERENCES clients (id) ON DELETE CASCADE,
  sso_minutes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The sessions of pools that track them. A token session belongs to a sign-in, an SSO session to a browser's session.
-- origin_id is the SSO session that a token session came through, whether that still exists or not.
CREATE TABLE user_sessions (
  id TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  sign_in_id TEXT UNIQUE REFERENCES sign_ins (id) ON DELETE CASCADE,
  browser_session_id TEXT UNIQUE REFERENCES browser_sessions (id) ON DELETE CASCADE,
  origin_id TEXT,
  created_at INTEGER NOT NULL,
  last_active_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  device_type TEXT NOT NULL,
  ip TEXT,
  city TEXT,
  country TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX user_sessions_by_user ON user_sessions (user_id);
CREATE INDEX user_sessions_by_client ON user_sessions (client_id);
CREATE INDEX user_sessions_by_origin ON user_sessions (origin_id) WHERE origin_id IS NOT NULL;

-- Whatever revokes a sign-in ends its session.
CREATE TRIGGER sign_in_revoked AFTER UPDATE OF revoked_at ON sign_ins WHEN new.revoked_at IS NOT NULL BEGIN
  DELETE FROM user_sessions WHERE sign_in_id = new.id;
END;
`;
