// Codes on their way to custom senders: encrypted under the key that the pool names, for which its id vouches.
import { fault } from "../../model/fault.js";
import { type DataKeys, KmsRefusal } from "../../platform/kms/data-keys.js";
import type { Pool } from "../../storage/records.js";
import { type NamedKey, readKeyName } from "./key-names.js";
import type { Kms } from "./kms.js";

/** Encrypts a code of the pool. @throws UnexpectedLambdaException when that is not possible */
export type EncryptCode = (pool: Pool, trigger: string, code: string) => Promise<string>;

/** @param configured a KMS outside the emulator, which takes the place of its own */
export function createCodeEncryption(kms: Kms, configured?: DataKeys | undefined): EncryptCode {
  const dataKeys = configured ?? embedded(kms);
  return async (pool, trigger, code) => {
    // Loaded for the first code: most emulators have no custom sender.
    const { encryptMessage } = await import("../../platform/kms/code-cipher.js");
    try {
      const keyId = pool.settings.LambdaConfig?.KMSKeyID ?? "";
      requireKeyArn(keyId);
      // As in codes captured from the service.
      return await encryptMessage(dataKeys, { plaintext: code, keyId, context: { "userpool-id": pool.id } });
    } catch (error) {
      if (!(error instanceof KmsRefusal)) throw error;
      // What the service answers is assumed: it can't go on, and this error is modelled wherever a function is invoked.
      const message = `${trigger} invocation failed due to error ${error.reason}: ${error.message}`;
      throw fault("UnexpectedLambdaException", message, {}, { cause: error });
    }
  };
}

/** LambdaConfig takes any ARN. @throws KmsRefusal */
function requireKeyArn(keyId: string): NamedKey {
  const named = readKeyName(keyId, { account: "", region: "" });
  if (!named) throw new KmsRefusal("NotFoundException", `Invalid keyId '${keyId}'`);
  return named;
}

const embedded =
  (kms: Kms): DataKeys =>
  async ({ keyId, bytes, context }) => {
    const key = kms.find(requireKeyArn(keyId).key);
    if (!key) throw new KmsRefusal("NotFoundException", `Key '${keyId}' does not exist`);
    return { keyArn: key.arn, ...kms.dataKey(key, bytes, context) };
  };
