// A user's second factors as the service lists them: what is not set is absent, never empty.
import type { MfaSettings } from "../../../core/mfa/mfa.js";
import type { AuthFactorType, MFAOptionType } from "../../../model/cognito-idp.gen.js";
import type { Pool, User } from "../../../storage/records.js";

/** Of GetUser and AdminGetUser. */
export const presentMfa = (settings: MfaSettings) => ({
  ...presentFactors(settings),
  ...presentOptions(settings),
});

/** Of the operations that list factors. */
export function presentFactors({ enabled, preferred }: MfaSettings) {
  const list: { PreferredMfaSetting?: string; UserMFASettingList?: string[] } = {};
  if (preferred) list.PreferredMfaSetting = preferred;
  if (enabled.length > 0) list.UserMFASettingList = [...enabled];
  return list;
}

/** What SetUserSettings set, and nothing else (SDK, MFAOptions). */
export function presentOptions({ smsOption }: MfaSettings): { MFAOptions?: MFAOptionType[] } {
  return smsOption ? { MFAOptions: [{ DeliveryMedium: "SMS", AttributeName: "phone_number" }] } : {};
}

/**
 * SDK, ConfiguredUserAuthFactors: one-time passwords count as first or as second factor. Assumed: an address that the
 * pool allows to sign in with needs no other configuration.
 */
export function presentAuthFactors(
  pool: Pool,
  user: User,
  settings: MfaSettings,
  hasPasskey: boolean,
): AuthFactorType[] {
  const allowed = pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [];
  const { email, phone_number } = user.attributes;
  const { enabled, hasToken } = settings;
  const factors: AuthFactorType[] = [];
  if (user.password) factors.push("PASSWORD");
  if (email && (allowed.includes("EMAIL_OTP") || enabled.includes("EMAIL_OTP"))) factors.push("EMAIL_OTP");
  if (phone_number && (allowed.includes("SMS_OTP") || enabled.includes("SMS_MFA"))) factors.push("SMS_OTP");
  if (hasPasskey) factors.push("WEB_AUTHN");
  if (hasToken) factors.push("SOFTWARE_TOKEN");
  return factors;
}
