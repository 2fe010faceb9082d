// A custom sender as people write them: decrypts its code with the AWS Encryption SDK, here to hand it to the test.
import { buildClient, CommitmentPolicy, KmsKeyringNode } from "@aws-crypto/client-node";

const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
const keyring = new KmsKeyringNode({
  generatorKeyId: process.env.KEY_ALIAS,
  keyIds: [process.env.KEY_ARN],
});

export async function handler(event) {
  const { code } = event.request;
  const opened = code && (await decrypt(keyring, Buffer.from(code, "base64")));
  const header = opened?.messageHeader;
  await fetch(process.env.OUTBOX, {
    method: "POST",
    body: JSON.stringify({
      event,
      code: opened?.plaintext.toString(),
      suite: header?.suiteId,
      context: header && { ...header.encryptionContext },
      keys: header?.encryptedDataKeys.map(({ providerInfo }) => providerInfo),
    }),
  });
}

export async function failing() {
  throw new Error("no provider");
}
