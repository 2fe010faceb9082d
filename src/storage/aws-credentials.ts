// Temporary AWS credentials that identity pools and STS have issued, in SQLite.
import type { Database } from "./database.js";
import type { AwsCredentials } from "./identity-records.js";

export function createAwsCredentialsRepository({ sql }: Database) {
  type Row = Omit<AwsCredentials, "tags"> & { tags: string };
  const find = sql.prepare<[string], Row>(
    `SELECT access_key_id AS accessKeyId, secret_access_key AS secretAccessKey,
       session_token_hash AS sessionTokenHash, identity_id AS identityId, role_arn AS roleArn,
       session_name AS sessionName, tags, issued_at AS issuedAt, expires_at AS expiresAt
     FROM aws_credentials WHERE access_key_id = ?`,
  );
  const insert = sql.prepare(
    `INSERT INTO aws_credentials (access_key_id, secret_access_key, session_token_hash, identity_id, role_arn,
       session_name, tags, issued_at, expires_at)
     VALUES (@accessKeyId, @secretAccessKey, @sessionTokenHash, @identityId, @roleArn, @sessionName, @tags,
       @issuedAt, @expiresAt)`,
  );
  const sweep = sql.prepare(
    `DELETE FROM aws_credentials WHERE access_key_id IN
       (SELECT access_key_id FROM aws_credentials WHERE expires_at < ? LIMIT 2)`,
  );

  return {
    find(accessKeyId: string): AwsCredentials | undefined {
      const row = find.get(accessKeyId);
      return row && { ...row, tags: JSON.parse(row.tags) };
    },
    /** Each insert also removes at most two that ended before `forgetBefore`, so the table stays small. */
    insert(credentials: AwsCredentials, forgetBefore: number): void {
      insert.run({ ...credentials, tags: JSON.stringify(credentials.tags) });
      sweep.run(forgetBefore);
    },
  };
}
