// Prefix domains are unique in a region; custom domains, whose region is empty here, everywhere.
export const domainRegions = `
CREATE TABLE domains_by_region (
  domain TEXT NOT NULL,
  region TEXT NOT NULL,
  pool_id TEXT NOT NULL REFERENCES user_pools (id) ON DELETE CASCADE,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (domain, region)
) STRICT, WITHOUT ROWID;
INSERT INTO domains_by_region
  SELECT domain, iif(instr(domain, '.') > 0, '', region), pool_id, d.settings, d.created_at
  FROM user_pool_domains d JOIN user_pools ON id = pool_id;
DROP TABLE user_pool_domains;
ALTER TABLE domains_by_region RENAME TO user_pool_domains;
CREATE INDEX user_pool_domains_by_pool ON user_pool_domains (pool_id);
`;
