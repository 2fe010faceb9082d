// GenerateDataKey: a new key that encrypts data elsewhere, in clear and encrypted under the KMS key.
import { KmsFault } from "./fault.js";
import { type CommonInput, type KmsContext, requireKey, requireOrdinary } from "./operation.js";

export interface GenerateDataKeyInput extends CommonInput {
  readonly KeyId: string;
  readonly NumberOfBytes?: number;
  readonly KeySpec?: "AES_256" | "AES_128";
}

export function GenerateDataKey(input: GenerateDataKeyInput, context: KmsContext) {
  requireOrdinary(input);
  const length = lengthOf(input);
  const key = requireKey(context, input.KeyId);
  const { plaintext, ciphertext } = context.kms.dataKey(key, length, input.EncryptionContext ?? {});
  return { CiphertextBlob: ciphertext, Plaintext: plaintext, KeyId: key.arn };
}

/** Of the two ways to say it exactly one must be used; that both answer the same is assumed. */
function lengthOf({ NumberOfBytes, KeySpec }: GenerateDataKeyInput): number {
  if ((NumberOfBytes === undefined) === (KeySpec === undefined))
    throw new KmsFault("ValidationException", "Please specify either number of bytes or key spec.");
  return NumberOfBytes ?? (KeySpec === "AES_128" ? 16 : 32);
}
