// The one error that a client may see: a name of the service's model, a message, and the members it carries.
import type { CognitoIdentityErrorName } from "./cognito-identity.gen.js";
import type { CognitoIdpErrorName } from "./cognito-idp.gen.js";

/** Errors of the protocol in front of the services: any operation may answer with them, no model lists them. */
export const protocolErrorNames = [
  "AccessDeniedException",
  "IncompleteSignatureException",
  "InternalErrorException",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
  "NotImplementedException",
  "RequestEntityTooLargeException",
  "SerializationException",
  "UnknownOperationException",
  "UnrecognizedClientException",
  "ValidationException",
] as const;

export type ProtocolErrorName = (typeof protocolErrorNames)[number];

/** Every name that an answer of the emulator can carry. */
export type ErrorName = CognitoIdpErrorName | CognitoIdentityErrorName | ProtocolErrorName;

const statuses: Partial<Record<ErrorName, number>> = {
  RequestEntityTooLargeException: 413,
  InternalErrorException: 500,
  InternalServerException: 500,
  NotImplementedException: 501,
};

/** Carried beside the message, such as the `reasonCode` of InvalidParameterException. */
export type FaultMembers = Readonly<Record<string, unknown>>;

export class Fault extends Error {
  override readonly name: ErrorName;
  readonly members: FaultMembers;

  /** The service sends some errors without a message; an empty one stands for none. */
  constructor(name: ErrorName, message = "", members: FaultMembers = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
    this.members = members;
  }

  /** The HTTP status: 400 for everything that the caller can do something about. */
  get status(): number {
    return statuses[this.name] ?? 400;
  }
}

export function fault(
  name: ErrorName,
  message?: string,
  members?: FaultMembers,
  options?: ErrorOptions,
): Fault {
  return new Fault(name, message, members, options);
}
