// The port to a KMS, as far as encrypting for custom senders needs it.

/** A new key that encrypts data, with itself encrypted under a key of the KMS. */
export interface DataKey {
  /** The ARN of the KMS key, whatever it was called by. */
  readonly keyArn: string;
  readonly plaintext: Uint8Array;
  readonly ciphertext: Uint8Array;
}

export interface DataKeyRequest {
  /** As the pool names the KMS key: its ARN, or an alias's. */
  readonly keyId: string;
  readonly bytes: number;
  readonly context: Readonly<Record<string, string>>;
}

/** @throws KmsRefusal */
export type DataKeys = (request: DataKeyRequest) => Promise<DataKey>;

/** A KMS that can't be reached or does not do what it was asked for. */
export class KmsRefusal extends Error {
  override readonly name = "KmsRefusal";
  /** The name of KMS's exception, or a network error's code. */
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}
