// GenerateDataKeyWithoutPlaintext: a new data key for later, encrypted only.
import { GenerateDataKey, type GenerateDataKeyInput } from "./GenerateDataKey.js";
import type { KmsContext } from "./operation.js";

export function GenerateDataKeyWithoutPlaintext(input: GenerateDataKeyInput, context: KmsContext) {
  const { CiphertextBlob, KeyId } = GenerateDataKey(input, context);
  return { CiphertextBlob, KeyId };
}
