// Keys of the embedded KMS, by their ARN. They outlive the pools that named them: ciphertexts may still be about.
export const kmsKeys = `
CREATE TABLE kms_keys (
  arn TEXT PRIMARY KEY,
  material BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
