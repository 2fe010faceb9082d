// What the functions of triggers were sent and answered. Secrets in events are masked before they come here.
export const invocations = `
CREATE TABLE invocations (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  function_arn TEXT NOT NULL,
  function_name TEXT NOT NULL,
  trigger_name TEXT NOT NULL,
  trigger_source TEXT NOT NULL,
  event TEXT NOT NULL,
  response TEXT,
  outcome TEXT NOT NULL,
  error TEXT,
  logs TEXT NOT NULL,
  duration_ms REAL NOT NULL,
  replay_of TEXT,
  taken INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX invocations_by_pool ON invocations (pool_id, seq);
`;
