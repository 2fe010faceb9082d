// The operations of KMS that are built: what functions need to decrypt codes, and tests to try it. All else answers 501.
import type { StructureShape } from "../../model/shape.js";
import { Decrypt } from "./Decrypt.js";
import { DescribeKey } from "./DescribeKey.js";
import { Encrypt } from "./Encrypt.js";
import { GenerateDataKey } from "./GenerateDataKey.js";
import { GenerateDataKeyWithoutPlaintext } from "./GenerateDataKeyWithoutPlaintext.js";
import type { KmsContext } from "./operation.js";
import { type KmsOperationName, shapes } from "./shapes.js";

export interface KmsOperation {
  readonly input: StructureShape;
  readonly output: StructureShape;
  /** @throws KmsFault, Fault */
  readonly handler: (input: never, context: KmsContext) => object;
}

const handlers: Readonly<Record<KmsOperationName, KmsOperation["handler"]>> = {
  Decrypt,
  DescribeKey,
  Encrypt,
  GenerateDataKey,
  GenerateDataKeyWithoutPlaintext,
};

export const kmsOperationNames = Object.keys(handlers);

export function findKmsOperation(name: string): KmsOperation | undefined {
  if (!Object.hasOwn(handlers, name)) return undefined;
  const known = name as KmsOperationName;
  return { ...shapes[known], handler: handlers[known] };
}
