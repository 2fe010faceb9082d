// Schema version 10: risk configurations, the history of authentication events, and risks that tests force.
export const threatProtection = `
-- client_id is NULL for the configuration of the whole pool; settings is JSON in wire shape.
CREATE TABLE risk_configurations (
  id INTEGER PRIMARY KEY,
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  client_id TEXT REFERENCES clients (id) ON DELETE CASCADE,
  settings TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX risk_configurations_by_owner ON risk_configurations (pool_id, ifnull(client_id, ''));
CREATE INDEX risk_configurations_by_client ON risk_configurations (client_id);

-- device is a hash; challenges is JSON; trusted is 1 for sign-ins whose address, device and place count as known.
CREATE TABLE auth_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  type TEXT NOT NULL,
  response TEXT NOT NULL,
  at INTEGER NOT NULL,
  decision TEXT NOT NULL,
  level TEXT,
  compromised INTEGER NOT NULL DEFAULT 0,
  challenges TEXT NOT NULL,
  ip TEXT,
  device TEXT,
  device_name TEXT,
  timezone TEXT,
  city TEXT,
  country TEXT,
  latitude REAL,
  longitude REAL,
  feedback TEXT,
  feedback_by TEXT,
  feedback_at INTEGER,
  trusted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX auth_events_by_user ON auth_events (user_id, seq);
CREATE INDEX auth_events_by_age ON auth_events (at);
CREATE INDEX auth_events_failed ON auth_events (user_id, at)
  WHERE type = 'SignIn' AND response = 'Fail' AND decision <> 'Block';
CREATE INDEX auth_events_trusted ON auth_events (user_id, seq) WHERE trusted = 1;
CREATE INDEX auth_events_known_ip ON auth_events (user_id, ip) WHERE trusted = 1;
CREATE INDEX auth_events_known_device ON auth_events (user_id, device) WHERE trusted = 1;
CREATE INDEX auth_events_known_country ON auth_events (user_id, country) WHERE trusted = 1;
CREATE INDEX auth_events_located ON auth_events (user_id, seq) WHERE trusted = 1 AND latitude IS NOT NULL;

-- By username and not by user: a sign-up can be forced as well.
CREATE TABLE forced_risks (
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  username_key TEXT NOT NULL,
  level TEXT,
  action TEXT,
  compromised INTEGER,
  PRIMARY KEY (pool_id, username_key)
) STRICT, WITHOUT ROWID;
`;
