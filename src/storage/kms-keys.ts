// Keys of the embedded KMS in SQLite.
import type { Database } from "./database.js";

export interface KmsKey {
  readonly arn: string;
  /** 256 bits. */
  readonly material: Buffer;
  readonly createdAt: number;
}

export type KmsKeyRepository = ReturnType<typeof createKmsKeyRepository>;

export function createKmsKeyRepository({ sql }: Database) {
  const find = sql.prepare<[string], KmsKey>(
    "SELECT arn, material, created_at AS createdAt FROM kms_keys WHERE arn = ?",
  );
  const insert = sql.prepare(
    "INSERT INTO kms_keys (arn, material, created_at) VALUES (@arn, @material, @createdAt)",
  );
  const named = sql
    .prepare<[], string>(
      `SELECT DISTINCT json_extract(settings, '$.LambdaConfig.KMSKeyID') AS name FROM user_pools
       WHERE name IS NOT NULL`,
    )
    .pluck();

  return {
    find: (arn: string): KmsKey | undefined => find.get(arn),
    insert(key: KmsKey): void {
      insert.run(key);
    },
    /** The keys that pools name for their custom senders, by whatever kind of ARN. */
    namedByPools: (): string[] => named.all() as string[],
  };
}
