// How a pool words and sends its messages: templates, e-mail and SMS settings.
import type {
  EmailConfigurationType,
  MessageTemplateType,
  SmsConfigurationType,
  UpdateUserPoolRequest,
} from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { PoolSettings } from "../../storage/records.js";

const invalid = (message: string) => fault("InvalidParameterException", message);

/**
 * The verification messages, and their defaults. The members of their own that came before the template show the same texts: pools that
 * set one of the two describe both.
 * @throws InvalidParameterException
 */
export function messageSettings(input: Omit<UpdateUserPoolRequest, "UserPoolId">): PoolSettings {
  const given = input.VerificationMessageTemplate ?? {};
  const SmsMessage = given.SmsMessage ?? input.SmsVerificationMessage;
  const EmailMessage = given.EmailMessage ?? input.EmailVerificationMessage;
  const EmailSubject = given.EmailSubject ?? input.EmailVerificationSubject;
  // {####} passes the model's pattern as a link with an empty text (aws-cli issue 8280).
  if (given.EmailMessageByLink !== undefined && !/\{##(?!##\})/.test(given.EmailMessageByLink))
    throw invalid("The message is invalid.");
  return {
    SmsVerificationMessage: input.SmsVerificationMessage ?? SmsMessage,
    EmailVerificationMessage: input.EmailVerificationMessage ?? EmailMessage,
    EmailVerificationSubject: input.EmailVerificationSubject ?? EmailSubject,
    VerificationMessageTemplate: {
      ...given,
      SmsMessage,
      EmailMessage,
      EmailSubject,
      DefaultEmailOption: given.DefaultEmailOption ?? "CONFIRM_WITH_CODE",
    },
  };
}

/**
 * Invitations name the user; the temporary password may be left out for users who have none. Assumed text.
 * @throws InvalidParameterException
 */
export function requireInvitation(template: MessageTemplateType = {}): void {
  for (const text of [template.EmailMessage, template.SMSMessage])
    if (text !== undefined && !text.includes("{username}")) throw invalid("The message is invalid.");
}

/** @throws InvalidParameterException */
export function emailConfigurationFrom(given: EmailConfigurationType = {}): EmailConfigurationType {
  const account = given.EmailSendingAccount ?? "COGNITO_DEFAULT";
  if (account === "DEVELOPER" && !given.SourceArn)
    throw invalid("Source ARN is required to use DEVELOPER email sending owner");
  return { ...given, EmailSendingAccount: account };
}

/**
 * Through SNS or through End User Messaging, not both (SDK, SmsConfigurationType).
 * @throws InvalidParameterException
 */
export function smsConfigurationFrom(
  given: SmsConfigurationType | undefined,
  region: string,
): SmsConfigurationType | undefined {
  if (!given) return undefined;
  // Assumed texts.
  if (given.SnsCallerArn && given.EumsSms)
    throw invalid("Only one of SnsCallerArn or EumsSms can be set in SmsConfiguration.");
  if (!given.SnsCallerArn && !given.EumsSms) throw invalid("SnsCallerArn is required in SmsConfiguration.");
  return given.SnsCallerArn ? { ...given, SnsRegion: given.SnsRegion ?? region } : given;
}
