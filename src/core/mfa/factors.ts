// The second factors: which of them a pool offers, and where those that are messages go.
import { FACTORS, type MfaFactor, type Pool, type PoolMfa } from "../../storage/records.js";
import type { ContactAttribute } from "../messages/destinations.js";

/** The address that a factor's codes go to; none for authenticators. */
export const attributeOf = (factor: MfaFactor): ContactAttribute | undefined =>
  factor === "SMS_MFA" ? "phone_number" : factor === "EMAIL_OTP" ? "email" : undefined;

export const usesMfa = ({ settings }: Pool): boolean => (settings.MfaConfiguration ?? "OFF") !== "OFF";

export const offersSoftwareTokens = (pool: Pool): boolean =>
  usesMfa(pool) && pool.mfa?.softwareToken?.Enabled === true;

/** Whether a passkey with user verification may stand for a second factor. */
export const allowsPasskeyMfa = (mfa: Pick<PoolMfa, "webAuthn"> | undefined): boolean =>
  mfa?.webAuthn?.FactorConfiguration === "MULTI_FACTOR_WITH_USER_VERIFICATION";

/**
 * What the pool lets its users set up. Pools that turned MFA on by CreateUserPool or UpdateUserPool alone have SMS,
 * which is all that these can configure (SDK, MfaConfiguration).
 */
export function offeredFactors(pool: Pool): readonly MfaFactor[] {
  if (!usesMfa(pool)) return [];
  const { SmsConfiguration } = pool.settings;
  const sms = pool.mfa ? pool.mfa.sms === true : true;
  return FACTORS.filter((factor) => {
    if (factor === "SMS_MFA") return sms && SmsConfiguration !== undefined;
    if (factor === "EMAIL_OTP") return pool.mfa?.email !== undefined;
    return offersSoftwareTokens(pool);
  });
}
