// Devices that users signed in with.
export const devices = `
-- Confirmed devices only: until then a key is known to its sign-in alone (sign_ins.details).
CREATE TABLE devices (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  key TEXT NOT NULL UNIQUE,
  group_key TEXT NOT NULL,
  name TEXT,
  salt BLOB NOT NULL,
  verifier BLOB NOT NULL,
  remembered INTEGER NOT NULL,
  last_ip TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  authenticated_at INTEGER NOT NULL,
  -- The hash of the session that waits for this device to prove itself; clients may answer without it.
  waiting_session BLOB
) STRICT;
CREATE INDEX devices_by_user ON devices (user_id, id);
`;
