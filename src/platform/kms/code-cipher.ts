// Encrypts codes for custom senders: messages of the AWS Encryption SDK, as its own implementation writes them.
//
// Captured codes of the service have its algorithm suite 0x0378 (no key commitment, signed) and frames of 4 KiB, which
// are the defaults under the commitment policy FORBID_ENCRYPT_ALLOW_DECRYPT.
import { buildEncrypt } from "@aws-crypto/encrypt-node";
import { type AwsEsdkKMSInterface, KmsKeyringClass } from "@aws-crypto/kms-keyring";
import {
  CommitmentPolicy,
  KeyringNode,
  type Newable,
  type NodeAlgorithmSuite,
} from "@aws-crypto/material-management-node";
import type { DataKeys } from "./data-keys.js";

export interface Encryption {
  readonly plaintext: string;
  /** The KMS key that encrypts the message's own key. */
  readonly keyId: string;
  readonly context: Readonly<Record<string, string>>;
}

const { encrypt } = buildEncrypt(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);

// The base is abstract in its types, and its mixin refuses to be used by itself.
const Base = KeyringNode as unknown as Newable<KeyringNode>;
class KmsKeyring extends KmsKeyringClass<NodeAlgorithmSuite, AwsEsdkKMSInterface>(Base) {}

/** Answers the message in base64. @throws KmsRefusal */
export async function encryptMessage(
  dataKeys: DataKeys,
  { plaintext, keyId, context }: Encryption,
): Promise<string> {
  const clientProvider = () => asKmsClient(dataKeys);
  const keyring = new KmsKeyring({ clientProvider, generatorKeyId: keyId });
  const { result } = await encrypt(keyring, plaintext, { encryptionContext: { ...context } });
  return result.toString("base64");
}

/** The only call that a message under a single key needs. */
function asKmsClient(dataKeys: DataKeys): AwsEsdkKMSInterface {
  const unused = () => Promise.reject(new Error("a message under one key needs GenerateDataKey only"));
  return {
    encrypt: unused,
    decrypt: unused,
    async generateDataKey({ KeyId, NumberOfBytes = 32, EncryptionContext = {} }) {
      const key = await dataKeys({ keyId: KeyId, bytes: NumberOfBytes, context: EncryptionContext });
      return { KeyId: key.keyArn, Plaintext: key.plaintext, CiphertextBlob: key.ciphertext };
    },
  };
}
