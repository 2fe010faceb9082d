// DescribeKey: which key a name leads to; of an alias it tells the key's ARN.
import { readKeyArn } from "../../core/kms/key-names.js";
import { type KmsContext, requireKey, SYMMETRIC } from "./operation.js";

export function DescribeKey(input: { readonly KeyId: string }, context: KmsContext) {
  const { arn, createdAt } = requireKey(context, input.KeyId);
  const { account, id } = readKeyArn(arn) ?? {};
  return {
    KeyMetadata: {
      AWSAccountId: account,
      KeyId: id,
      Arn: arn,
      CreationDate: createdAt,
      Enabled: true,
      Description: "",
      KeyUsage: "ENCRYPT_DECRYPT",
      KeyState: "Enabled",
      Origin: "AWS_KMS",
      KeyManager: "CUSTOMER",
      CustomerMasterKeySpec: SYMMETRIC,
      KeySpec: SYMMETRIC,
      EncryptionAlgorithms: [SYMMETRIC],
      MultiRegion: false,
    },
  };
}
