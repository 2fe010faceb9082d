// Decrypt: what Encrypt or GenerateDataKey has encrypted, for who knows the same encryption context.
//
// Order of checks (assumed): the named key, the ciphertext, whether the two belong together.
import { readKeyArn } from "../../core/kms/key-names.js";
import { KmsFault } from "./fault.js";
import { type CommonInput, type KmsContext, requireKey, requireOrdinary, SYMMETRIC } from "./operation.js";

export interface DecryptInput extends CommonInput {
  readonly CiphertextBlob: Uint8Array;
  /** The ciphertext tells its key; a caller who names one makes sure that it is no other. */
  readonly KeyId?: string;
}

export function Decrypt(input: DecryptInput, context: KmsContext) {
  requireOrdinary(input);
  const expected = input.KeyId === undefined ? undefined : requireKey(context, input.KeyId);
  const opened = context.kms.decrypt(Buffer.from(input.CiphertextBlob), input.EncryptionContext ?? {});
  // KMS gives no message with this one. A key of another region is as good as none.
  if (!opened || readKeyArn(opened.key.arn)?.region !== context.scope.region)
    throw new KmsFault("InvalidCiphertextException");
  const { key, plaintext } = opened;
  if (expected && expected.arn !== key.arn)
    throw new KmsFault(
      "IncorrectKeyException",
      "The key ID in the request does not identify a CMK that can perform this operation.",
    );
  return { KeyId: key.arn, Plaintext: plaintext, EncryptionAlgorithm: SYMMETRIC };
}
