// A pool's policies: passwords, temporary passwords and the first factors of choice-based sign-in.
import type {
  AdminCreateUserConfigType,
  AuthFactorType,
  PasswordPolicyType,
  SignInPolicyType,
  UserPoolMfaType,
  UserPoolPolicyType,
} from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";

const DEFAULT_VALIDITY_DAYS = 7;

const defaultPasswordPolicy: PasswordPolicyType = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

/** What a password policy lacks that is given in part: the requirements are off, the length stays the default. */
const barePasswordPolicy: PasswordPolicyType = {
  MinimumLength: 8,
  RequireUppercase: false,
  RequireLowercase: false,
  RequireNumbers: false,
  RequireSymbols: false,
};

/** What decides which first factors there may be. */
export interface MfaState {
  readonly mode: UserPoolMfaType;
  /** Whether passkeys may stand for a second factor. */
  readonly passkeys: boolean;
}

const invalid = (message: string) => fault("InvalidParameterException", message);

/**
 * The policies and the invitation settings, which share the validity of temporary passwords.
 * @throws InvalidParameterException
 */
export function policiesFrom(
  given: UserPoolPolicyType = {},
  invitations: AdminCreateUserConfigType = {},
  mfa: MfaState,
): { Policies: UserPoolPolicyType; AdminCreateUserConfig: AdminCreateUserConfigType } {
  const { PasswordPolicy, SignInPolicy } = given;
  // 0 counts as not given (SDK, TemporaryPasswordValidityDays).
  const passwordDays = PasswordPolicy?.TemporaryPasswordValidityDays || undefined;
  const accountDays = invitations.UnusedAccountValidityDays || undefined;
  if (passwordDays !== undefined && accountDays !== undefined)
    throw invalid(
      "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
    );
  // Assumed: the legacy member and its successor always show the same value.
  const validityDays = passwordDays ?? accountDays ?? DEFAULT_VALIDITY_DAYS;

  return {
    Policies: {
      PasswordPolicy: {
        ...(PasswordPolicy ? { ...barePasswordPolicy, ...PasswordPolicy } : defaultPasswordPolicy),
        TemporaryPasswordValidityDays: validityDays,
      },
      SignInPolicy: signInPolicy(SignInPolicy, mfa),
    },
    AdminCreateUserConfig: {
      ...invitations,
      AllowAdminCreateUserOnly: invitations.AllowAdminCreateUserOnly ?? false,
      UnusedAccountValidityDays: validityDays,
    },
  };
}

function signInPolicy(given: SignInPolicyType = {}, mfa: MfaState): SignInPolicyType {
  // Each factor counts once (assumed).
  const factors = [...new Set(given.AllowedFirstAuthFactors ?? (["PASSWORD"] as const))];
  if (!factors.includes("PASSWORD"))
    throw invalid("Password should be configured as one of the allowed first auth factors.");
  // The rule is documented (SDK, AllowedFirstAuthFactors), the text assumed.
  if (factors.includes("SOFTWARE_TOKEN"))
    throw invalid("SOFTWARE_TOKEN is not supported as a first auth factor.");
  requireFirstFactors(factors, mfa.mode);
  // AWS's text (hashicorp/terraform-provider-aws#50110).
  if (factors.includes("WEB_AUTHN") && mfa.mode === "ON" && !mfa.passkeys)
    throw invalid(
      "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA.",
    );
  return { AllowedFirstAuthFactors: factors };
}

/**
 * The text is that of SetUserPoolMfaConfig on AWS (go-to-k/cdkd#1975).
 * @throws InvalidParameterException
 */
export function requireFirstFactors(factors: readonly AuthFactorType[], mfa: UserPoolMfaType): void {
  if (mfa === "ON" && factors.some((factor) => factor === "EMAIL_OTP" || factor === "SMS_OTP"))
    throw invalid(
      "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
    );
}
