// Second factors: what a pool asks for beside what DescribeUserPool shows, what users chose, and their authenticators.
export const mfa = `
-- JSON in wire shape, apart from secrets; NULL where SetUserPoolMfaConfig was never called.
ALTER TABLE user_pools ADD COLUMN mfa TEXT;

CREATE TABLE user_mfa (
  user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  sms INTEGER NOT NULL DEFAULT 0,
  software_token INTEGER NOT NULL DEFAULT 0,
  email INTEGER NOT NULL DEFAULT 0,
  web_authn INTEGER NOT NULL DEFAULT 0,
  preferred TEXT,
  -- The MFAOptions of SetUserSettings, older than all of the above.
  sms_option INTEGER NOT NULL DEFAULT 0
) STRICT;

-- At most one authenticator for each user; last_step is the time step of the code that was used last.
CREATE TABLE software_tokens (
  user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret BLOB NOT NULL,
  friendly_name TEXT,
  verified INTEGER NOT NULL DEFAULT 0,
  last_step INTEGER
) STRICT;
`;
