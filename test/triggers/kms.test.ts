// The embedded KMS as the official SDK sees it: keys that pools name, round trips, and what is refused.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  KMSClient,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { aPool } from "../support/builders.js";
import { bootEmulator, type TestEmulator, useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { KEY_ARN, sendersOf } from "./outbox.js";

const emulator = useEmulator();
const ACCOUNT = "123456789012";
const KEY_ID = KEY_ARN.split("/")[1] as string;
const ALIAS = "alias/codes";
const ALIAS_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:${ALIAS}`;
const context = { "userpool-id": "us-east-1_Example", purpose: "test" };
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

function client({ url }: TestEmulator, options: { region?: string; account?: string } = {}): KMSClient {
  const { region = "us-east-1", account = ACCOUNT } = options;
  return new KMSClient({
    ...{ endpoint: url, region, maxAttempts: 1 },
    credentials: { accessKeyId: account, secretAccessKey: "any" },
  });
}

let kms: KMSClient;
beforeAll(async () => {
  await aPool(emulator(), sendersOf());
  await aPool(emulator(), sendersOf(undefined, ALIAS_ARN));
  kms = client(emulator());
});
afterAll(() => kms.destroy());

const encrypt = (KeyId = KEY_ARN, EncryptionContext: Record<string, string> = context) =>
  kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("123456"), EncryptionContext }));

describe("round trips", () => {
  it("decrypt what was encrypted, without the name of the key and with the context in any order", async () => {
    const { CiphertextBlob, KeyId, EncryptionAlgorithm } = await encrypt();
    expect({ KeyId, EncryptionAlgorithm }).toEqual({
      KeyId: KEY_ARN,
      EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
    });
    const { purpose, ...rest } = context;
    const { $metadata: _, ...answer } = await kms.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: { purpose, ...rest } }),
    );
    expect({ ...answer, Plaintext: text(answer.Plaintext) }).toEqual({
      KeyId: KEY_ARN,
      Plaintext: "123456",
      EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
    });
  });

  it("encrypt the same differently each time", async () => {
    const [one, other] = await Promise.all([encrypt(), encrypt()]);
    expect(one.CiphertextBlob).not.toEqual(other.CiphertextBlob);
  });

  it.each([
    ["AES_256", { KeySpec: "AES_256" as const }, 32],
    ["AES_128", { KeySpec: "AES_128" as const }, 16],
    ["1024 bytes", { NumberOfBytes: 1024 }, 1024],
  ])("make data keys of %s", async (_, size, bytes) => {
    const made = await kms.send(new GenerateDataKeyCommand({ KeyId: KEY_ARN, ...size }));
    const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob }));
    expect(Plaintext).toEqual(made.Plaintext);
    expect(Plaintext).toHaveLength(bytes);
  });

  it("make data keys for later", async () => {
    const input = { KeyId: KEY_ARN, NumberOfBytes: 8, EncryptionContext: context };
    const made = await kms.send(new GenerateDataKeyWithoutPlaintextCommand(input));
    expect(made).not.toHaveProperty("Plaintext");
    const { CiphertextBlob, KeyId } = made;
    const opened = await kms.send(new DecryptCommand({ CiphertextBlob, KeyId, EncryptionContext: context }));
    expect(opened.Plaintext).toHaveLength(8);
  });

  it("outlive a restart of the emulator", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cognito-emulator-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const database = join(folder, "state.db");
    const first = await bootEmulator({ database });
    await aPool(first, sendersOf());
    const input = { KeyId: KEY_ARN, Plaintext: Buffer.from("kept") };
    const { CiphertextBlob } = await client(first).send(new EncryptCommand(input));
    await first.close();
    const second = await bootEmulator({ database });
    onTestFinished(second.close);
    const { Plaintext } = await client(second).send(new DecryptCommand({ CiphertextBlob }));
    expect(text(Plaintext)).toBe("kept");
  });
});

describe("names of keys", () => {
  it.each([KEY_ARN, KEY_ID])("%s leads to the key that a pool names", async (KeyId) => {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata).toMatchObject({
      ...{ Arn: KEY_ARN, KeyId: KEY_ID, AWSAccountId: ACCOUNT, CreationDate: expect.any(Date) },
      ...{ Enabled: true, KeyState: "Enabled", KeyUsage: "ENCRYPT_DECRYPT", KeySpec: "SYMMETRIC_DEFAULT" },
    });
  });

  it("may be aliases, which tell the key's own", async () => {
    const { KeyId } = await encrypt(ALIAS);
    expect(KeyId).toMatch(/^arn:aws:kms:us-east-1:123456789012:key\/[0-9a-f-]{36}$/);
    expect((await encrypt(ALIAS_ARN)).KeyId).toBe(KeyId);
    expect((await encrypt(KeyId)).KeyId).toBe(KeyId);
  });

  it.each([
    [
      "arn:aws:kms:us-east-1:123456789012:key/none",
      "Key 'arn:aws:kms:us-east-1:123456789012:key/none' does not exist",
    ],
    ["none", "Key 'arn:aws:kms:us-east-1:123456789012:key/none' does not exist"],
    ["alias/none", "Alias arn:aws:kms:us-east-1:123456789012:alias/none is not found."],
    ["not a key", "Invalid keyId 'not a key'"],
    ["arn:aws:kms:eu-west-1:123456789012:key/none", "Invalid arn eu-west-1"],
  ])("of no key are refused: %s", async (KeyId, message) => {
    await refusal(encrypt(KeyId), "NotFoundException", message);
    await refusal(kms.send(new DescribeKeyCommand({ KeyId })), "NotFoundException", message);
    await refusal(
      kms.send(new GenerateDataKeyCommand({ KeyId, NumberOfBytes: 1 })),
      "NotFoundException",
      message,
    );
  });

  it("without an account belong to the caller's", async () => {
    const other = client(emulator(), { account: "210987654321" });
    onTestFinished(() => other.destroy());
    const describeKey = (KeyId: string) => other.send(new DescribeKeyCommand({ KeyId }));
    await refusal(
      describeKey(KEY_ID),
      "NotFoundException",
      `Key 'arn:aws:kms:us-east-1:210987654321:key/${KEY_ID}' does not exist`,
    );
    expect(await describeKey(KEY_ARN)).toMatchObject({ KeyMetadata: { Arn: KEY_ARN } });
  });
});

describe("ciphertexts", () => {
  let CiphertextBlob: Uint8Array;
  beforeEach(async () => {
    CiphertextBlob = (await encrypt()).CiphertextBlob as Uint8Array;
  });
  const decrypt = (blob: Uint8Array, EncryptionContext: Record<string, string> | undefined = context) =>
    kms.send(new DecryptCommand({ CiphertextBlob: blob, EncryptionContext }));
  // KMS gives no message; what the SDK says then is its own.
  const refused = { name: "InvalidCiphertextException" };

  it.each([
    ["none", {}],
    ["another value", { ...context, purpose: "other" }],
    ["other letters", { ...context, purpose: "Test" }],
    ["less", { purpose: context.purpose }],
    ["more", { ...context, more: "x" }],
  ])("are not opened with a wrong context: %s", async (_, wrong) => {
    await expect(decrypt(CiphertextBlob, wrong)).rejects.toMatchObject(refused);
  });

  it("are not opened when any part was changed or is missing", async () => {
    const changed = Array.from(CiphertextBlob, (byte, at) => {
      const copy = Uint8Array.from(CiphertextBlob);
      copy[at] = byte ^ 1;
      return copy;
    });
    const cut = [1, 2, 40, CiphertextBlob.length - 1].map((length) => CiphertextBlob.slice(0, length));
    const outcomes = await Promise.allSettled([...changed, ...cut].map((blob) => decrypt(blob)));
    const names = outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason.name);
    expect(new Set(names)).toEqual(new Set([refused.name]));
    expect(text((await decrypt(CiphertextBlob)).Plaintext)).toBe("123456");
  });

  it("are not opened in another region, nor under the name of another key", async () => {
    const elsewhere = client(emulator(), { region: "eu-west-1" });
    onTestFinished(() => elsewhere.destroy());
    const input = { CiphertextBlob, EncryptionContext: context };
    await expect(elsewhere.send(new DecryptCommand(input))).rejects.toMatchObject(refused);
    await refusal(
      kms.send(new DecryptCommand({ ...input, KeyId: ALIAS })),
      "IncorrectKeyException",
      "The key ID in the request does not identify a CMK that can perform this operation.",
    );
  });
});

describe("requests", () => {
  it("are validated in the service's words", async () => {
    await refusal(
      kms.send(new GenerateDataKeyCommand({ KeyId: KEY_ARN, NumberOfBytes: 1025 })),
      "ValidationException",
      "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024",
    );
    await refusal(
      kms.send(new GenerateDataKeyCommand({ KeyId: KEY_ARN })),
      "ValidationException",
      "Please specify either number of bytes or key spec.",
    );
    await refusal(
      kms.send(new DecryptCommand({ CiphertextBlob: undefined })),
      "ValidationException",
      "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null",
    );
  });

  it("for anything else are answered with 501 and the operation's name", async () => {
    await expect(kms.send(new CreateKeyCommand({}))).rejects.toMatchObject({
      name: "NotImplementedException",
      message:
        "cognito-emulator has Decrypt, DescribeKey, Encrypt, GenerateDataKey, GenerateDataKeyWithoutPlaintext of KMS, but not CreateKey.",
      $metadata: { httpStatusCode: 501 },
    });
    await refusal(
      kms.send(new EncryptCommand({ KeyId: KEY_ARN, Plaintext: Buffer.from("x"), DryRun: true })),
      "NotImplementedException",
      "cognito-emulator has not built Recipient and DryRun of KMS.",
    );
    await refusal(
      kms.send(
        new EncryptCommand({ KeyId: KEY_ARN, Plaintext: Buffer.from("x"), EncryptionAlgorithm: "SM2PKE" }),
      ),
      "InvalidKeyUsageException",
      "You cannot use SM2PKE with a symmetric key.",
    );
  });

  it("need a signature, and a page's origin that is trusted", async () => {
    const post = (headers: Record<string, string>) =>
      fetch(emulator().url, {
        method: "POST",
        headers: { "x-amz-target": "TrentService.DescribeKey", ...headers },
        body: JSON.stringify({ KeyId: KEY_ARN }),
      }).then(async (answer) => ({ status: answer.status, body: await answer.json() }));
    const authorization = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=0`;
    expect(await post({})).toMatchObject({ body: { __type: "MissingAuthenticationTokenException" } });
    expect(await post({ authorization, origin: "https://evil.example" })).toMatchObject({
      body: { __type: "AccessDeniedException" },
    });
    expect(await post({ authorization })).toMatchObject({ status: 200 });
  });

  it("are verified where key pairs are configured", async () => {
    const strict = await bootEmulator({ credentials: { [ACCOUNT]: "secret" } });
    onTestFinished(strict.close);
    const describeKey = (secretAccessKey: string) => {
      const signing = new KMSClient({
        ...{ endpoint: strict.url, region: "us-east-1", maxAttempts: 1 },
        credentials: { accessKeyId: ACCOUNT, secretAccessKey },
      });
      onTestFinished(() => signing.destroy());
      return signing.send(new DescribeKeyCommand({ KeyId: KEY_ARN }));
    };
    await expect(describeKey("wrong")).rejects.toMatchObject({ name: "InvalidSignatureException" });
    await expect(describeKey("secret")).rejects.toMatchObject({ name: "NotFoundException" });
  });
});
