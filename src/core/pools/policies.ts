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

const invalid = (message: string) => fault("InvalidParameterException", message);

/**
 * The policies and the invitation settings, which share the validity of temporary passwords.
 * @throws InvalidParameterException
 */
export function policiesFrom(
  given: UserPoolPolicyType = {},
  invitations: AdminCreateUserConfigType = {},
  mfa: UserPoolMfaType,
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

function signInPolicy(given: SignInPolicyType = {}, mfa: UserPoolMfaType): SignInPolicyType {
  const factors = given.AllowedFirstAuthFactors ?? ["PASSWORD"];
  if (!factors.includes("PASSWORD"))
    throw invalid("Password should be configured as one of the allowed first auth factors.");
  // The rules are documented (SDK, AuthFactorType; developer guide, passwordless sign-in), the texts assumed.
  if (factors.includes("SOFTWARE_TOKEN"))
    throw invalid("SOFTWARE_TOKEN is not supported as a first auth factor.");
  requireFirstFactors(factors, mfa);
  return { AllowedFirstAuthFactors: factors };
}

/** @throws InvalidParameterException */
export function requireFirstFactors(factors: readonly AuthFactorType[], mfa: UserPoolMfaType): void {
  if (mfa === "ON" && factors.some((factor) => factor === "EMAIL_OTP" || factor === "SMS_OTP"))
    throw invalid("One-time password sign-in is not allowed when MFA is required.");
}
