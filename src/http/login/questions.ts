// The challenges of a sign-in as pages: what each asks for. What the answer will need travels sealed in the form.
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { Question } from "../../core/sign-in/sign-in.js";
import type { FactorName, FormTarget, SecondFactorName, View } from "../pages/views.js";
import type { PageContext } from "./page-context.js";
import { passwordRules } from "./pool-fields.js";
import { passkeyProblem, withOwnName } from "./relying-party.js";

/** What the next answer is for. */
export interface Asked {
  /** As it was typed. */
  readonly username: string;
  readonly question: Question;
  /** While an authenticator is set up: its secret. */
  readonly secretCode?: string | undefined;
}

interface Shown {
  readonly error?: string | undefined;
  readonly notice?: string | undefined;
}

/** Longer than any session within lives: that one decides. */
const LIFETIME_MS = 20 * 60 * 1000;

const purposeOf = ({ pool, client }: AuthorizationRequest): string => `question:${pool.id}:${client.id}`;

export const askedIn = (context: PageContext, request: AuthorizationRequest): Asked | undefined =>
  context.deps.core.oauth.seals.open(purposeOf(request), context.form.asked) as Asked | undefined;

export function ask(
  context: PageContext,
  request: AuthorizationRequest,
  asked: Asked,
  shown: Shown = {},
): void {
  const sealed = context.deps.core.oauth.seals.seal(purposeOf(request), asked, LIFETIME_MS);
  const draw = drawers[asked.question.challenge];
  if (!draw) throw new Error(`no page asks ${asked.question.challenge}`);
  const form = (hidden: Record<string, string> = {}): FormTarget => ({
    action: context.path(pathOf(asked.question)),
    hidden: { asked: sealed, ...hidden },
  });
  context.show({ ...draw(asked, form, context, request), ...shown });
}

type Draw = (
  asked: Asked,
  form: (hidden?: Record<string, string>) => FormTarget,
  context: PageContext,
  request: AuthorizationRequest,
) => View;

/** Where the answers go; named as AWS names its pages. */
export const ANSWER_PATHS = [
  "/selectChallenge",
  "/verifyCode",
  "/mfa",
  "/mfa/options",
  "/mfa/register",
  "/changePassword",
  "/login/password",
  "/login/passkey",
] as const;

/** Asks for a new code instead of answering. */
export const RESEND_PATH = "/mfa/resendCode";

function pathOf({ challenge }: Question): (typeof ANSWER_PATHS)[number] {
  switch (challenge) {
    case "SELECT_CHALLENGE":
      return "/selectChallenge";
    case "EMAIL_OTP":
    case "SMS_OTP":
      return "/verifyCode";
    case "SELECT_MFA_TYPE":
      return "/mfa/options";
    case "MFA_SETUP":
      return "/mfa/register";
    case "NEW_PASSWORD_REQUIRED":
      return "/changePassword";
    case "PASSWORD":
    case "PASSWORD_SRP":
      return "/login/password";
    case "WEB_AUTHN":
      return "/login/passkey";
    default:
      return "/mfa";
  }
}

const messageCode =
  (from: "EMAIL" | "SMS"): Draw =>
  ({ question }, form, context) => ({
    ...{ kind: "code", from, form: form(), back: context.path("/login") },
    resend: { ...form(), action: context.path(RESEND_PATH) },
    destination: question.parameters.CODE_DELIVERY_DESTINATION,
  });

const FIRST_FACTORS: readonly FactorName[] = ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP", "SMS_OTP"];

const drawers: Partial<Record<Question["challenge"], Draw>> = {
  SMS_MFA: messageCode("SMS"),
  SMS_OTP: messageCode("SMS"),
  EMAIL_OTP: messageCode("EMAIL"),
  SOFTWARE_TOKEN_MFA: ({ question }, form, context) => ({
    ...{ kind: "code", from: "APP", form: form(), back: context.path("/login") },
    device: question.parameters.FRIENDLY_DEVICE_NAME,
  }),
  SELECT_MFA_TYPE: ({ question }, form, context) => ({
    ...{ kind: "mfa-options", form: form(), back: context.path("/login") },
    factors: JSON.parse(question.parameters.MFAS_CAN_CHOOSE ?? "[]") as SecondFactorName[],
  }),
  SELECT_CHALLENGE: ({ question, username }, form, context) => ({
    ...{ kind: "select-challenge", username, back: context.path("/login") },
    factors: FIRST_FACTORS.filter(
      (name) =>
        question.available?.includes(name) &&
        // No button that can't work, as long as there are others.
        !(name === "WEB_AUTHN" && passkeyProblem(context) !== undefined),
    ).map((name) => ({
      name,
      form: form({ answer: name }),
    })),
    forgotPassword: context.path("/forgotPassword"),
  }),
  PASSWORD: ({ username }, form, context) => ({
    ...{ kind: "password", username, form: form(), back: context.path("/login") },
    forgotPassword: context.path("/forgotPassword"),
  }),
  WEB_AUTHN: ({ question }, form, context) => ({
    ...{ kind: "passkey", form: form({ credential: "" }), back: context.path("/login") },
    options: JSON.stringify(
      withOwnName(context, JSON.parse(question.parameters.CREDENTIAL_REQUEST_OPTIONS ?? "{}"), "rpId"),
    ),
  }),
  NEW_PASSWORD_REQUIRED: ({ question }, form, _context, { pool }) => ({
    ...{ kind: "new-password", form: form(), rules: passwordRules(pool) },
    attributes: requiredAttributes(question).map((name) => ({ name })),
  }),
  MFA_SETUP: ({ question, secretCode, username }, form, _context, { pool }) =>
    secretCode === undefined
      ? {
          kind: "mfa-register",
          methods: SETUPS.filter((name) => settableIn(question).includes(name)).map((name) => ({
            name,
            form: form({ answer: name }),
          })),
        }
      : {
          ...{ kind: "authenticator", form: form({ answer: "VERIFY" }), secret: secretCode },
          uri: otpauth(pool.name, username, secretCode),
        },
};

const SETUPS = ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP", "SMS_MFA"] as const;

const settableIn = ({ parameters }: Question): readonly string[] =>
  JSON.parse(parameters.MFAS_CAN_SETUP ?? "[]") as string[];

/** Those that the user still lacks. */
const requiredAttributes = ({ parameters }: Question): readonly string[] =>
  (JSON.parse(parameters.requiredAttributes ?? "[]") as string[]).map((name) =>
    name.replace(/^userAttributes\./, ""),
  );

/** What authenticators read from a QR code. */
function otpauth(issuer: string, username: string, secret: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(username)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}
