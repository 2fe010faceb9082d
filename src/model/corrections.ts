// Places where the public model differs from the running service, or from JavaScript, each with its reason.
import type { ServiceId } from "./table.js";

/** What is put in place of the modelled facts of one shape. */
export interface Correction {
  readonly service: ServiceId;
  readonly shape: string;
  readonly reason: string;
  /** Values that the service knows besides the modelled ones. */
  readonly addEnum?: readonly string[];
  /** The pattern that the service prints and applies. */
  readonly pattern?: string;
  /** What JavaScript should run instead of the printed pattern; it accepts the same texts. */
  readonly regexp?: string;
  /** Whether a missing member of this integer shape is checked as 0, as the service's primitive integers are. */
  readonly primitive?: true;
  /** Whether messages hide the value. */
  readonly sensitive?: boolean;
}

const QUADRATIC = "the look-ahead keeps a long text that does not match from taking quadratic time";
const TEXT = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}]+`;
const SPACED_CHARACTER = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]`;
const SPACED_TEXT = `${SPACED_CHARACTER}*`;

export const corrections: readonly Correction[] = [
  {
    service: "cognito-idp",
    shape: "ExplicitAuthFlowsType",
    addEnum: ["ALLOW_CLIENT_TOKEN_AUTH"],
    reason: "the documentation of GetClientToken requires this flow; the model forgets it",
  },
  {
    service: "cognito-idp",
    shape: "PasswordType",
    pattern: String.raw`^[\S]+.*[\S]+$`,
    regexp: String.raw`([\S].*[\S])?`,
    reason:
      "the service answers with this pattern; the model still has the older [\\S]+; its own form is cubic; a blank one is none (SDK, SignUpRequest)",
  },
  {
    service: "cognito-idp",
    shape: "ClientIdType",
    sensitive: false,
    reason: "marked as sensitive, but the service prints the value in its validation messages",
  },
  {
    service: "cognito-idp",
    shape: "SmsInviteMessageType",
    regexp: "[^]*",
    reason: "(?s) is Java's way to let the dot match line ends",
  },
  {
    service: "cognito-idp",
    shape: "DomainType",
    regexp: "[^]*",
    reason:
      "the pattern is of prefixes only, and the service words their form itself; custom domains have dots",
  },
  {
    service: "cognito-idp",
    shape: "ListResourceServersLimitType",
    primitive: true,
    reason: "optional in the model, but the service answers a request without it: Value '0' at 'maxResults'",
  },
  {
    service: "cognito-idp",
    shape: "EmailAddressType",
    regexp: `(?=${TEXT}$)${TEXT}@${TEXT}`,
    reason: QUADRATIC,
  },
  {
    service: "cognito-idp",
    shape: "EmailMfaMessageType",
    regexp: String.raw`(?=${SPACED_TEXT}$)${SPACED_TEXT}\{####\}${SPACED_TEXT}`,
    reason: QUADRATIC,
  },
  {
    service: "cognito-idp",
    shape: "EmailVerificationMessageType",
    regexp: String.raw`(?=${SPACED_TEXT}$)${SPACED_TEXT}\{####\}${SPACED_TEXT}`,
    reason: QUADRATIC,
  },
  {
    service: "cognito-idp",
    shape: "EmailVerificationMessageByLinkType",
    regexp: String.raw`(?=${SPACED_TEXT}$)(?:(?!\{##)${SPACED_CHARACTER})*\{##${SPACED_TEXT}##\}${SPACED_TEXT}`,
    reason: QUADRATIC,
  },
];

/** Facts about a whole service which the model does not state. */
export const serviceCorrections = {
  "cognito-idp": { invalidInput: "InvalidParameterException" },
  // No model lists ValidationException, but it is what identity pools answer.
  "cognito-identity": { invalidInput: "ValidationException" },
} as const satisfies Record<ServiceId, { invalidInput: string }>;

/** An error that an operation raises although the model does not list it. */
export interface ErrorCorrection {
  readonly service: ServiceId;
  readonly operation: string;
  readonly error: string;
  readonly reason: string;
}

export const errorCorrections: readonly ErrorCorrection[] = [
  {
    service: "cognito-idp",
    operation: "AdminAddUserToGroup",
    error: "LimitExceededException",
    reason: "the quotas page limits a user's groups and names this error for what exceeds a quota",
  },
];
