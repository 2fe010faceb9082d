// The second factors: which of them a pool offers, and where those that are messages go.
import { FACTORS, type MfaFactor, type Pool } from "../../storage/records.js";
import type { ContactAttribute } from "../messages/destinations.js";

/** The address that a factor's codes go to; none for authenticators. */
export const attributeOf = (factor: MfaFactor): ContactAttribute | undefined =>
  factor === "SMS_MFA" ? "phone_number" : factor === "EMAIL_OTP" ? "email" : undefined;

export const offersSoftwareTokens = (pool: Pool): boolean =>
  pool.settings.MfaConfiguration !== "OFF" && pool.mfa?.softwareToken?.Enabled === true;

/**
 * What the pool lets its users set up. Pools that turned MFA on by CreateUserPool or UpdateUserPool alone have SMS,
 * which is all that these can configure (SDK, MfaConfiguration).
 */
export function offeredFactors(pool: Pool): readonly MfaFactor[] {
  const { MfaConfiguration = "OFF", SmsConfiguration } = pool.settings;
  if (MfaConfiguration === "OFF") return [];
  const sms = pool.mfa ? pool.mfa.sms === true : true;
  return FACTORS.filter((factor) => {
    if (factor === "SMS_MFA") return sms && SmsConfiguration !== undefined;
    if (factor === "EMAIL_OTP") return pool.mfa?.email !== undefined;
    return offersSoftwareTokens(pool);
  });
}
