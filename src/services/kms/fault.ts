// The errors of KMS that its operations here raise; those of the protocol are the same as Cognito's.

export type KmsErrorName =
  | "IncorrectKeyException"
  | "InvalidCiphertextException"
  | "InvalidKeyUsageException"
  | "NotFoundException"
  | "ValidationException";

export class KmsFault extends Error {
  override readonly name: KmsErrorName;
  readonly status = 400;
  readonly members = {};

  constructor(name: KmsErrorName, message = "") {
    super(message);
    this.name = name;
  }
}
