// The text of a message: the pool's template or the service's default, with its placeholders filled in.
import type { Medium, Pool } from "../../storage/records.js";
import { escapeHtml, plainText } from "./html.js";

/** Why a message is sent, in the words of the CustomMessage trigger's sources. */
export type MessageKind =
  | "SignUp"
  | "ResendCode"
  | "ForgotPassword"
  | "UpdateUserAttribute"
  | "VerifyUserAttribute"
  | "AdminCreateUser"
  | "Authentication";

export interface TemplateValues {
  /** The code or temporary password; absent in the invitation of a user without a password. */
  readonly code?: string | undefined;
  readonly username: string;
  /** Where a link template leads. */
  readonly link?: string | undefined;
}

export interface RenderedMessage {
  /** E-mail only. */
  readonly subject?: string | undefined;
  readonly text: string;
  /** E-mail only: the body as a mail program shows it. */
  readonly html?: string | undefined;
}

interface Template {
  readonly subject: string;
  readonly body: string;
}

const VERIFICATION: Template = {
  subject: "Your verification code",
  body: "Your confirmation code is {####}",
};
const RESET: Template = { subject: "Your password reset code", body: "Your password reset code is {####}" };
const LINK: Template = {
  subject: "Your verification link",
  body: "Please click the link below to verify your email address. {##Verify Email##}",
};
const INVITATION: Template = {
  subject: "Your temporary password",
  body: "Your username is {username} and temporary password is {####}.",
};
const INVITATION_WITHOUT_PASSWORD: Template = {
  subject: "Your new account",
  body: "Your username is {username}.",
};
const AUTHENTICATION: Template = {
  subject: "Your authentication code",
  body: "Your authentication code is {####}.",
};

/** Links confirm new accounts only; every other purpose needs a code (developer guide, message customization). */
export const usesLink = (pool: Pool, kind: MessageKind, medium: Medium): boolean =>
  medium === "EMAIL" &&
  (kind === "SignUp" || kind === "ResendCode") &&
  pool.settings.VerificationMessageTemplate?.DefaultEmailOption === "CONFIRM_WITH_LINK";

/** @param custom takes the place of the template's texts, with the same placeholders */
export function renderMessage(
  pool: Pool,
  kind: MessageKind,
  medium: Medium,
  values: TemplateValues,
  custom: Partial<Template> = {},
): RenderedMessage {
  const template = templateOf(pool, kind, medium, values);
  const { subject = template.subject, body = template.body } = custom;
  // Only invitations know the username: elsewhere its placeholder arrives as it stands (aws-cdk#7597).
  const given: Values = kind === "AdminCreateUser" ? values : { ...values, username: undefined };
  if (medium === "SMS") return { text: fill(body, given, (value) => value) };

  // Bodies are HTML that the pool's owner wrote; what is filled in is not.
  const html = fill(body, given, escapeHtml);
  return { subject, text: plainText(html), html };
}

function templateOf(pool: Pool, kind: MessageKind, medium: Medium, values: TemplateValues): Template {
  const { settings } = pool;
  const verification = settings.VerificationMessageTemplate ?? {};
  const pick = (fallback: Template, body: string | undefined, subject?: string | undefined): Template => ({
    subject: subject ?? fallback.subject,
    body: body ?? fallback.body,
  });

  if (kind === "AdminCreateUser") {
    if (values.code === undefined) return INVITATION_WITHOUT_PASSWORD;
    const invite = settings.AdminCreateUserConfig?.InviteMessageTemplate ?? {};
    return medium === "SMS"
      ? pick(INVITATION, invite.SMSMessage)
      : pick(INVITATION, invite.EmailMessage, invite.EmailSubject);
  }
  if (kind === "Authentication")
    return medium === "SMS"
      ? pick(AUTHENTICATION, settings.SmsAuthenticationMessage)
      : pick(AUTHENTICATION, pool.mfa?.email?.Message, pool.mfa?.email?.Subject);
  if (usesLink(pool, kind, medium))
    return pick(LINK, verification.EmailMessageByLink, verification.EmailSubjectByLink);

  const fallback = kind === "ForgotPassword" ? RESET : VERIFICATION;
  return medium === "SMS"
    ? pick(fallback, verification.SmsMessage ?? settings.SmsVerificationMessage)
    : pick(
        fallback,
        verification.EmailMessage ?? settings.EmailVerificationMessage,
        verification.EmailSubject ?? settings.EmailVerificationSubject,
      );
}

type Values = Omit<TemplateValues, "username"> & { readonly username?: string | undefined };

function fill(template: string, { code, username, link }: Values, write: (value: string) => string): string {
  // In one pass: what is filled in may look like a placeholder and is none.
  return template.replace(/\{####\}|\{username\}|\{##(.*?)##\}/gs, (placeholder, label: string) => {
    if (placeholder === "{####}") return write(code ?? "");
    if (placeholder === "{username}") return username === undefined ? placeholder : write(username);
    if (link === undefined) return label;
    return `<a href="${write(link)}">${label}</a>`;
  });
}
