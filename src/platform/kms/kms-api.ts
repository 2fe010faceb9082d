// A KMS behind an endpoint: that of AWS, or of something that stands in for it.
import { GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { type DataKeyRequest, type DataKeys, KmsRefusal } from "./data-keys.js";

const PATIENCE_MS = 5000;

/** @param endpoint a URL, or `aws` for AWS itself with the credentials that the environment has for it */
export function kmsApi(endpoint: string): DataKeys {
  const clients = new Map<string, KMSClient>();

  const clientFor = ({ keyId }: DataKeyRequest): KMSClient => {
    const [, , , region = "us-east-1", account = ""] = keyId.split(":");
    const key = `${region} ${account}`;
    const known = clients.get(key);
    if (known) return known;
    const common = {
      region,
      maxAttempts: 2,
      requestHandler: { connectionTimeout: PATIENCE_MS, requestTimeout: PATIENCE_MS },
    };
    // Stand-ins for AWS take an access key of 12 digits as the account.
    const credentials = { accessKeyId: account, secretAccessKey: "cognito-emulator" };
    const client = new KMSClient(endpoint === "aws" ? common : { ...common, endpoint, credentials });
    clients.set(key, client);
    return client;
  };

  return async (request) => {
    const { keyId, bytes, context } = request;
    try {
      const { KeyId, Plaintext, CiphertextBlob } = await clientFor(request).send(
        new GenerateDataKeyCommand({ KeyId: keyId, NumberOfBytes: bytes, EncryptionContext: { ...context } }),
      );
      if (!KeyId || !Plaintext || !CiphertextBlob)
        throw new KmsRefusal("KMSInternalException", "incomplete answer");
      return { keyArn: KeyId, plaintext: Plaintext, ciphertext: CiphertextBlob };
    } catch (error) {
      if (error instanceof KmsRefusal) throw error;
      const { name, message, code } = error as NodeJS.ErrnoException;
      throw new KmsRefusal(code ?? name, message || "unreachable");
    }
  };
}
