// The embedded KMS: keys that user pools name for their custom senders, and what can be done with them.
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { KmsKey } from "../../storage/kms-keys.js";
import type { Store } from "../../storage/store.js";
import { type EncryptionContext, keyArnOf, NONCE_BYTES, seal, unseal } from "./ciphertext.js";
import { type KeyArn, readKeyName } from "./key-names.js";

export type Kms = ReturnType<typeof createKms>;

export function createKms({ store, clock, entropy }: { store: Store; clock: Clock; entropy: Entropy }) {
  const { kmsKeys } = store;

  const isNamed = (arn: string, scope: KeyArn): boolean =>
    kmsKeys.namedByPools().some((name) => readKeyName(name, scope)?.key.arn === arn);

  const encrypt = (key: KmsKey, plaintext: Uint8Array, context: EncryptionContext): Buffer =>
    seal(key, entropy.bytes(NONCE_BYTES), plaintext, context);

  return {
    /** The key, made now if a pool names it and nobody has used it yet; undefined when no pool names it either. */
    find(key: KeyArn): KmsKey | undefined {
      return store.transaction(() => {
        const known = kmsKeys.find(key.arn);
        if (known || !isNamed(key.arn, key)) return known;
        const made = { arn: key.arn, material: entropy.bytes(32), createdAt: clock.now() };
        kmsKeys.insert(made);
        return made;
      });
    },
    encrypt,
    /** Undefined for anything that is not a ciphertext of this KMS in this context. */
    decrypt(blob: Buffer, context: EncryptionContext): { key: KmsKey; plaintext: Buffer } | undefined {
      const arn = keyArnOf(blob);
      const key = arn === undefined ? undefined : kmsKeys.find(arn);
      const plaintext = key && unseal(key, blob, context);
      return plaintext && { key, plaintext };
    },
    /** A new key for data, in clear and encrypted. */
    dataKey(
      key: KmsKey,
      bytes: number,
      context: EncryptionContext,
    ): { plaintext: Buffer; ciphertext: Buffer } {
      const plaintext = entropy.bytes(bytes);
      return { plaintext, ciphertext: encrypt(key, plaintext, context) };
    },
  };
}
