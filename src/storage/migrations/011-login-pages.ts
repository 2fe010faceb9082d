// How the pages of clients look, and the terms that they link to.
export const loginPages = `
-- Classic pages; without a client, of all those that have none of their own.
CREATE TABLE ui_customizations (
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  client_id TEXT REFERENCES clients (id) ON DELETE CASCADE,
  css TEXT,
  image BLOB,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ui_customizations_by_owner ON ui_customizations (pool_id, ifnull(client_id, ''));
CREATE INDEX ui_customizations_by_client ON ui_customizations (client_id);

-- Managed login. Settings are JSON, as they were given; NULL where only the defaults were asked for.
CREATE TABLE managed_login_brandings (
  id TEXT PRIMARY KEY,
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  client_id TEXT NOT NULL UNIQUE REFERENCES clients (id) ON DELETE CASCADE,
  provided INTEGER NOT NULL,
  settings TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX managed_login_brandings_by_pool ON managed_login_brandings (pool_id);

CREATE TABLE managed_login_assets (
  id INTEGER PRIMARY KEY,
  branding_id TEXT NOT NULL REFERENCES managed_login_brandings (id) ON DELETE CASCADE,
  category TEXT NOT NULL,
  color_mode TEXT NOT NULL,
  -- Empty where none was given.
  resource_id TEXT NOT NULL,
  extension TEXT NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (branding_id, category, color_mode, resource_id)
) STRICT;

CREATE TABLE terms (
  -- The order of listings.
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  enforcement TEXT NOT NULL,
  links TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  UNIQUE (client_id, name)
) STRICT;
CREATE INDEX terms_by_pool ON terms (pool_id, position);
`;
