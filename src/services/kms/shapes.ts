// Inputs and outputs of the KMS operations that are built, in the terms of the service model (KMS API reference).
// Members that change nothing here, such as GrantTokens, are left out: unknown members are ignored.
import type { Member, Shape, StringShape, StructureShape } from "../../model/shape.js";

const unbounded = { min: undefined, max: undefined };
const base = { ...unbounded, name: "", sensitive: false };

const text = (bounds: Partial<StringShape> = {}): StringShape => ({
  ...base,
  kind: "string",
  pattern: undefined,
  enum: undefined,
  ...bounds,
});
const oneOf = (...values: string[]): Shape => text({ enum: new Set(values) });
const bytes = (max: number, sensitive = false): Shape => ({ ...base, kind: "blob", min: 1, max, sensitive });
const time: Shape = { kind: "timestamp", name: "" };
const flag: Shape = { kind: "boolean", name: "" };
/** For members that are known to be refused. */
const anything: Shape = { kind: "document", name: "" };

const keyId = text({ min: 1, max: 2048 });
const context: Shape = { ...base, kind: "map", key: text(), value: text() };
const algorithm = oneOf("SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE");
const plaintext = bytes(4096, true);
const ciphertext = bytes(6144);
const tokens = { Recipient: anything, DryRun: flag };

/** @param required names of members that may not be missing */
function structure(members: Readonly<Record<string, Shape>>, ...required: string[]): StructureShape {
  const list = Object.entries(members).map(
    ([name, shape]): Member => ({
      name,
      path: name.charAt(0).toLowerCase() + name.slice(1),
      shape,
      required: required.includes(name),
      zeroWhenMissing: false,
    }),
  );
  return {
    kind: "structure",
    name: "",
    members: list,
    memberNames: new Set(Object.keys(members)),
    error: false,
  };
}

const dataKeyInput = structure(
  {
    KeyId: keyId,
    EncryptionContext: context,
    NumberOfBytes: { name: "", kind: "integer", min: 1, max: 1024, primitive: false },
    KeySpec: oneOf("AES_256", "AES_128"),
    ...tokens,
  },
  "KeyId",
);

export const shapes = {
  GenerateDataKey: {
    input: dataKeyInput,
    output: structure({ CiphertextBlob: ciphertext, Plaintext: plaintext, KeyId: keyId }),
  },
  GenerateDataKeyWithoutPlaintext: {
    input: dataKeyInput,
    output: structure({ CiphertextBlob: ciphertext, KeyId: keyId }),
  },
  Encrypt: {
    input: structure(
      {
        KeyId: keyId,
        Plaintext: plaintext,
        EncryptionContext: context,
        EncryptionAlgorithm: algorithm,
        ...tokens,
      },
      "KeyId",
      "Plaintext",
    ),
    output: structure({ CiphertextBlob: ciphertext, KeyId: keyId, EncryptionAlgorithm: algorithm }),
  },
  Decrypt: {
    input: structure(
      {
        CiphertextBlob: ciphertext,
        EncryptionContext: context,
        KeyId: keyId,
        EncryptionAlgorithm: algorithm,
        ...tokens,
      },
      "CiphertextBlob",
    ),
    output: structure({ KeyId: keyId, Plaintext: plaintext, EncryptionAlgorithm: algorithm }),
  },
  DescribeKey: {
    input: structure({ KeyId: keyId }, "KeyId"),
    output: structure({
      KeyMetadata: structure({
        AWSAccountId: text(),
        KeyId: keyId,
        Arn: text(),
        CreationDate: time,
        Enabled: flag,
        Description: text(),
        KeyUsage: text(),
        KeyState: text(),
        Origin: text(),
        KeyManager: text(),
        CustomerMasterKeySpec: text(),
        KeySpec: text(),
        EncryptionAlgorithms: { ...base, kind: "list", member: text() },
        MultiRegion: flag,
      }),
    }),
  },
} as const;

export type KmsOperationName = keyof typeof shapes;
