// Codes on their way to custom senders: encrypted under the key that the pool names, for which its id vouches.
import { fault } from "../../model/fault.js";
import { type DataKeys, KmsRefusal } from "../../platform/kms/data-keys.js";
import type { Pool } from "../../storage/records.js";
import { readKeyName } from "./key-names.js";
import type { Kms } from "./kms.js";

/** Encrypts a code of the pool. @throws UnexpectedLambdaException when that is not possible */
export type EncryptCode = (pool: Pool, trigger: string, code: string) => Promise<string>;

/** @param configured a KMS outside the emulator, which takes the place of its own */
export function createCodeEncryption(kms: Kms, configured?: DataKeys | undefined): EncryptCode {
  const dataKeys = configured ?? embedded(kms);
  return async (pool, trigger, code) => {
    try {
      // Loaded for the first code: most emulators have no custom sender.
      const { encryptMessage } = await import("../../platform/kms/code-cipher.js");
      const keyId = pool.settings.LambdaConfig?.KMSKeyID ?? "";
      // As in codes captured from the service.
      return await encryptMessage(dataKeys, { plaintext: code, keyId, context: { "userpool-id": pool.id } });
    } catch (error) {
      const reason = error instanceof KmsRefusal ? error.reason : "KMSInvalidStateException";
      // What the service answers is assumed: it can't go on, and this error is modelled wherever a function is invoked.
      throw fault(
        "UnexpectedLambdaException",
        `${trigger} invocation failed due to error ${reason}: ${(error as Error).message}`,
        {},
        { cause: error },
      );
    }
  };
}

const embedded =
  (kms: Kms): DataKeys =>
  async ({ keyId, bytes, context }) => {
    const named = readKeyName(keyId, { account: "", region: "" });
    const key = named && kms.find(named.key);
    if (!key) throw new KmsRefusal("NotFoundException", `Invalid keyId '${keyId}'`);
    return { keyArn: key.arn, ...kms.dataKey(key, bytes, context) };
  };
