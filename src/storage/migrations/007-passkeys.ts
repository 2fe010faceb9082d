// Passkeys of users.
export const passkeys = `
-- credential_id is what the authenticator chose, in Base64url; public_key is a COSE key.
CREATE TABLE passkeys (
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  credential_id TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  relying_party TEXT NOT NULL,
  public_key BLOB NOT NULL,
  counter INTEGER NOT NULL,
  friendly_name TEXT NOT NULL,
  attachment TEXT,
  transports TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, credential_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX passkeys_by_user ON passkeys (user_id, created_at, credential_id);
`;
