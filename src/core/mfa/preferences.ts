// SetUserMFAPreference: which factors a user turns on and off, and which one is asked first.
import type {
  EmailMfaSettingsType,
  SetUserMFAPreferenceRequest,
  SMSMfaSettingsType,
} from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import { FACTORS, type MfaFactor, type UserMfa } from "../../storage/records.js";
import { allowsPasskeyMfa, attributeOf } from "./factors.js";
import { enabledFactors, type MfaSubject } from "./plan.js";

/** What both operations take; a member that is absent leaves its factor as it is. */
export type MfaPreference = Omit<SetUserMFAPreferenceRequest, "AccessToken">;

type Setting = SMSMfaSettingsType & EmailMfaSettingsType;

const invalid = (message: string) => fault("InvalidParameterException", message);

/** @throws InvalidParameterException for what the user lacks; all other texts are assumed */
export function preferred(subject: MfaSubject, given: MfaPreference): UserMfa {
  const settings: Readonly<Record<MfaFactor, Setting | undefined>> = {
    SMS_MFA: given.SMSMfaSettings,
    SOFTWARE_TOKEN_MFA: given.SoftwareTokenMfaSettings,
    EMAIL_OTP: given.EmailMfaSettings,
  };
  const before = enabledFactors(subject);
  const enabled = FACTORS.filter((factor) => settings[factor]?.Enabled ?? before.includes(factor));
  for (const factor of enabled) if (settings[factor]?.Enabled) requireDelivery(subject, factor);
  requireKept(subject, before, enabled);

  const wanted = FACTORS.filter((factor) => settings[factor]?.PreferredMfa);
  if (wanted.length > 1) throw invalid("Only one MFA method can be preferred.");
  const [chosen] = wanted;
  if (chosen && !enabled.includes(chosen)) throw invalid(`${chosen} must be enabled to be preferred.`);

  const { choice } = subject;
  const kept = choice.preferred;
  const isKept = kept && enabled.includes(kept) && settings[kept]?.PreferredMfa !== false;
  return {
    enabled,
    preferred: chosen ?? (isKept ? kept : undefined),
    webAuthn: webAuthn(subject, given.WebAuthnMfaSettings?.Enabled ?? choice.webAuthn, enabled),
    // What is set here takes the place of the older setting.
    smsOption: choice.smsOption && settings.SMS_MFA?.Enabled === undefined,
  };
}

/** An address need not be verified (aws-amplify/amplify-js#11259); an authenticator has to be. */
export function requireDelivery({ user, hasToken }: MfaSubject, factor: MfaFactor): void {
  const attribute = attributeOf(factor);
  if (attribute ? !user.attributes[attribute] : !hasToken)
    throw invalid(`User does not have delivery config set to turn on ${factor}`);
}

/** Where MFA is required nobody can turn a factor off (SDK, SMSMfaSettingsType). */
function requireKept({ pool }: MfaSubject, before: readonly MfaFactor[], after: readonly MfaFactor[]): void {
  const lost = before.find((factor) => !after.includes(factor));
  if (lost && pool.settings.MfaConfiguration === "ON")
    throw invalid(`${lost} can't be disabled when MFA is required in the user pool.`);
}

/** SDK, WebAuthnMfaSettingsType: needs the pool's consent, and another factor for whoever loses the passkey. */
function webAuthn({ pool, choice }: MfaSubject, on: boolean, enabled: readonly MfaFactor[]): boolean {
  if (!on || choice.webAuthn) return on;
  if (!allowsPasskeyMfa(pool.mfa)) throw invalid("Passkey MFA is not enabled for the user pool.");
  if (enabled.length === 0)
    throw invalid("Passkey MFA requires at least one other MFA method to be enabled.");
  return on;
}
