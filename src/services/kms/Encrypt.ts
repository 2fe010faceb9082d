// Encrypt: a few bytes under a KMS key.
import { type CommonInput, type KmsContext, requireKey, requireOrdinary, SYMMETRIC } from "./operation.js";

export interface EncryptInput extends CommonInput {
  readonly KeyId: string;
  readonly Plaintext: Uint8Array;
}

export function Encrypt(input: EncryptInput, context: KmsContext) {
  requireOrdinary(input);
  const key = requireKey(context, input.KeyId);
  const ciphertext = context.kms.encrypt(key, input.Plaintext, input.EncryptionContext ?? {});
  return { CiphertextBlob: ciphertext, KeyId: key.arn, EncryptionAlgorithm: SYMMETRIC };
}
