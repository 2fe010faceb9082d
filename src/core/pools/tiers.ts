// Feature plans: what a pool of a lower tier can't have (developer guide, feature plans).
import type {
  UpdateUserPoolClientRequest,
  UpdateUserPoolRequest,
  UserPoolTierType,
} from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { PoolMfa } from "../../storage/records.js";
import { allowsPasskeyMfa } from "../mfa/factors.js";
import { hasCustomNames } from "../step-up/levels.js";

const order: readonly UserPoolTierType[] = ["LITE", "ESSENTIALS", "PLUS"];

/** A feature, named as the service names it where that is known, with the lowest tier that has it. */
export type Feature = readonly [name: string, needed: UserPoolTierType];

/** What a pool's own settings turn on. */
export function poolFeatures(input: Omit<UpdateUserPoolRequest, "UserPoolId">): readonly Feature[] {
  const used: Feature[] = [];
  const version = input.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion;
  const { PasswordPolicy, SignInPolicy } = input.Policies ?? {};
  if (version && version !== "V1_0")
    used.push([`Token Customization with Pre-Token Generation Lambda ${version}`, "ESSENTIALS"]);
  if (SignInPolicy?.AllowedFirstAuthFactors?.some((factor) => factor !== "PASSWORD"))
    used.push(["Passwordless Sign-In", "ESSENTIALS"]);
  if (PasswordPolicy?.PasswordHistorySize) used.push(["Password history", "ESSENTIALS"]);
  if (hasCustomNames(input.AcrConfiguration)) used.push(["Custom ACR levels", "ESSENTIALS"]);
  if (input.DcrConfiguration) used.push(["Dynamic client registration", "ESSENTIALS"]);
  const security = input.UserPoolAddOns?.AdvancedSecurityMode ?? "OFF";
  const custom = input.UserPoolAddOns?.AdvancedSecurityAdditionalFlows?.CustomAuthMode;
  if (security !== "OFF" || custom) used.push(["Threat Protection", "PLUS"]);
  return used;
}

/** What the settings of a client turn on. Assumed: how the service names these here. */
export function clientFeatures({
  ExplicitAuthFlows,
  RefreshTokenRotation,
}: Pick<UpdateUserPoolClientRequest, "ExplicitAuthFlows" | "RefreshTokenRotation">): readonly Feature[] {
  const used: Feature[] = [];
  if (ExplicitAuthFlows?.includes("ALLOW_USER_AUTH")) used.push(["Choice-Based Sign-In", "ESSENTIALS"]);
  if (RefreshTokenRotation?.Feature === "ENABLED") used.push(["Refresh Token Rotation", "ESSENTIALS"]);
  return used;
}

/** What second factors turn on. Assumed: how the service names these here. */
export function mfaFeatures(mfa: Pick<PoolMfa, "email" | "webAuthn"> = {}): readonly Feature[] {
  const used: Feature[] = [];
  if (mfa.email) used.push(["Email MFA", "ESSENTIALS"]);
  if (allowsPasskeyMfa(mfa)) used.push(["Passkey MFA", "ESSENTIALS"]);
  return used;
}

/** Assumed: how the service names this here. */
export const sessionFeatures = (isTracked: boolean): readonly Feature[] =>
  isTracked ? [["User Session Management", "ESSENTIALS"]] : [];

/** What the settings of a domain turn on. */
export const domainFeatures = ({
  ManagedLoginVersion,
}: {
  ManagedLoginVersion?: number | undefined;
}): readonly Feature[] => (ManagedLoginVersion === 2 ? [["Managed Login Version 2", "ESSENTIALS"]] : []);

/**
 * A pool without a tier has the API's default.
 * @throws FeatureUnavailableInTierException
 */
export function requireTier(tier: UserPoolTierType = "ESSENTIALS", used: readonly Feature[]): void {
  const missing = missingFeatures(tier, used);
  if (missing.length === 0) return;
  throw fault(
    "FeatureUnavailableInTierException",
    `The following features need to be disabled for the ${tier} pricing tier configured: ${missing.join(", ")}`,
  );
}

/** The names of those that the tier lacks, each once. */
function missingFeatures(tier: UserPoolTierType, used: readonly Feature[]): readonly string[] {
  const missing = used.filter(([, needed]) => order.indexOf(tier) < order.indexOf(needed));
  return [...new Set(missing.map(([name]) => name))];
}
