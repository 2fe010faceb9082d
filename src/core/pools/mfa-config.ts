// What SetUserPoolMfaConfig makes of its input, and what it and GetUserPoolMfaConfig answer.
import type {
  GetUserPoolMfaConfigResponse,
  SetUserPoolMfaConfigRequest,
} from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Pool, PoolMfa, PoolSettings } from "../../storage/records.js";
import { allowsPasskeyMfa, offeredFactors } from "../mfa/factors.js";
import { requireRelyingPartyId } from "../passkeys/relying-party.js";
import { smsConfigurationFrom } from "./messaging.js";
import { requireFirstFactors } from "./policies.js";
import { allowsFirstFactor } from "./pools.js";
import { mfaFeatures, requireTier } from "./tiers.js";

const invalid = (message: string) => fault("InvalidParameterException", message);

/**
 * Everything is replaced: a factor that is not given is none any more, and no MfaConfiguration means OFF (assumed).
 * The pool's SMS settings stay when the factor goes: other messages need them.
 * @throws InvalidParameterException, FeatureUnavailableInTierException
 */
export function mfaConfigFrom(
  pool: Pool,
  input: SetUserPoolMfaConfigRequest,
): { settings: PoolSettings; mfa: PoolMfa } {
  const { settings } = pool;
  const { MfaConfiguration = "OFF", SmsMfaConfiguration, SoftwareTokenMfaConfiguration } = input;
  const { EmailMfaConfiguration, WebAuthnConfiguration } = input;
  const isAnyGiven =
    SmsMfaConfiguration !== undefined ||
    EmailMfaConfiguration !== undefined ||
    SoftwareTokenMfaConfiguration?.Enabled === true;
  // Both texts are AWS's (lgallard/terraform-aws-cognito-user-pool#74, aws/aws-sdk-js#4186); passkeys are no factor
  // in this sense (go-to-k/cdkd#1923).
  if (MfaConfiguration === "OFF" && isAnyGiven && !wordsSignIn(pool, input))
    throw invalid("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
  if (MfaConfiguration !== "OFF" && !isAnyGiven)
    throw invalid(
      "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.",
    );

  const mfa: PoolMfa = {
    sms: SmsMfaConfiguration !== undefined,
    softwareToken: MfaConfiguration === "OFF" ? undefined : SoftwareTokenMfaConfiguration,
    email: EmailMfaConfiguration,
    webAuthn: WebAuthnConfiguration,
  };
  requireTier(settings.UserPoolTier, mfaFeatures(mfa));
  if (WebAuthnConfiguration?.RelyingPartyId !== undefined)
    requireRelyingPartyId(WebAuthnConfiguration.RelyingPartyId);
  const sms = smsConfigurationFrom(SmsMfaConfiguration?.SmsConfiguration, pool.region);
  const changed: PoolSettings = {
    ...settings,
    MfaConfiguration,
    SmsConfiguration: sms ?? settings.SmsConfiguration,
    SmsAuthenticationMessage: SmsMfaConfiguration
      ? SmsMfaConfiguration.SmsAuthenticationMessage
      : settings.SmsAuthenticationMessage,
  };
  requireSending(changed, mfa);
  requireOtherRecovery(changed, mfa);
  requireFirstFactors(settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [], MfaConfiguration);
  // AWS's text (go-to-k/cdkd#2064).
  if (MfaConfiguration === "ON" && allowsFirstFactor(pool, "WEB_AUTHN") && !allowsPasskeyMfa(mfa))
    throw invalid(
      "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor",
    );
  return { settings: changed, mfa };
}

/** The messages of both kinds also carry the codes that sign in by themselves, which need no MFA (SDK; assumed). */
const wordsSignIn = (pool: Pool, input: SetUserPoolMfaConfigRequest): boolean =>
  !input.SoftwareTokenMfaConfiguration?.Enabled &&
  (!input.EmailMfaConfiguration || allowsFirstFactor(pool, "EMAIL_OTP")) &&
  (!input.SmsMfaConfiguration || allowsFirstFactor(pool, "SMS_OTP"));

/** SDK, SmsMfaConfigType; developer guide, e-mail MFA. The second text is assumed. */
function requireSending(
  { SmsConfiguration, EmailConfiguration, MfaConfiguration }: PoolSettings,
  { sms, email }: PoolMfa,
): void {
  if (sms && !SmsConfiguration)
    throw invalid(
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    );
  if (email && MfaConfiguration !== "OFF" && EmailConfiguration?.EmailSendingAccount !== "DEVELOPER")
    throw invalid("Email MFA requires an email configuration with the DEVELOPER email sending account.");
}

/** A factor can't be the only way to recover a password. The text for SMS is AWS's (aws/aws-cdk#11478). */
function requireOtherRecovery(settings: PoolSettings, { sms, email }: PoolMfa): void {
  const { AccountRecoverySetting, MfaConfiguration } = settings;
  if (MfaConfiguration === "OFF") return;
  const mechanisms = AccountRecoverySetting?.RecoveryMechanisms ?? [];
  const only = mechanisms.length === 1 ? mechanisms[0]?.Name : undefined;
  const clash =
    sms && only === "verified_phone_number"
      ? "SMS"
      : email && only === "verified_email"
        ? "EMAIL"
        : undefined;
  if (clash)
    throw invalid(
      `Invalid account recovery setting parameter. Account Recovery Setting cannot use ${only} as a recovery mechanism when ${clash} MFA is configured.`,
    );
}

/** Only what is configured: an empty block would read as a factor (hashicorp/terraform-provider-aws). */
export function presentMfaConfig(pool: Pool): GetUserPoolMfaConfigResponse {
  const { MfaConfiguration, SmsConfiguration, SmsAuthenticationMessage } = pool.settings;
  const wordsSms = MfaConfiguration === "OFF" && pool.mfa?.sms === true;
  return {
    SmsMfaConfiguration:
      wordsSms || offeredFactors(pool).includes("SMS_MFA")
        ? { SmsAuthenticationMessage, SmsConfiguration }
        : undefined,
    SoftwareTokenMfaConfiguration: pool.mfa?.softwareToken,
    EmailMfaConfiguration: pool.mfa?.email,
    MfaConfiguration,
    WebAuthnConfiguration: pool.mfa?.webAuthn,
  };
}

/** Whether MFA needs no SMS, because the pool has a factor that UpdateUserPool can't name. */
export const hasOtherFactor = (pool: Pool): boolean =>
  offeredFactors(pool).some((factor) => factor !== "SMS_MFA");

/**
 * What UpdateUserPool leaves of the factors: SMS as it was, or all that there is to turn MFA on with; none of them
 * when it turns MFA off, but the texts of codes that sign in by themselves. What a factor needs can't be taken away
 * from under it. (All assumed.)
 * @throws InvalidParameterException
 */
export function mfaAfterUpdate(pool: Pool, settings: PoolSettings): PoolMfa | undefined {
  const { mfa } = pool;
  if (!mfa) return undefined;
  if (settings.MfaConfiguration === "OFF") {
    const changed = { ...pool, settings };
    return {
      sms: mfa.sms && allowsFirstFactor(changed, "SMS_OTP"),
      email: allowsFirstFactor(changed, "EMAIL_OTP") ? mfa.email : undefined,
      webAuthn: mfa.webAuthn,
    };
  }
  const kept = {
    ...mfa,
    sms: settings.SmsConfiguration !== undefined && (mfa.sms || !hasOtherFactor(pool)),
    // A text alone is no second factor.
    email: pool.settings.MfaConfiguration === "OFF" ? undefined : mfa.email,
  };
  requireSending(settings, kept);
  requireOtherRecovery(settings, kept);
  return kept;
}
