// The errors of STS: codes of its Query protocol, which differ from the names of the SDK's exceptions.

const statuses = {
  AccessDenied: 403,
  ExpiredToken: 403,
  ExpiredTokenException: 400,
  InvalidAction: 400,
  InvalidClientTokenId: 403,
  InvalidIdentityToken: 400,
  MalformedPolicyDocument: 400,
  MissingAuthenticationToken: 403,
  ValidationError: 400,
} as const;

export type StsErrorCode = keyof typeof statuses;

export class StsFault extends Error {
  override readonly name = "StsFault";
  readonly code: StsErrorCode;

  constructor(code: StsErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  get status(): number {
    return statuses[this.code];
  }
}
