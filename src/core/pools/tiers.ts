// Feature plans: what a pool of a lower tier can't have (developer guide, feature plans).
import type { UpdateUserPoolRequest, UserPoolTierType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";

const order: readonly UserPoolTierType[] = ["LITE", "ESSENTIALS", "PLUS"];

/** Whether a pool of `tier` includes what comes with `needed`. */
export const tierIncludes = (tier: UserPoolTierType, needed: UserPoolTierType): boolean =>
  order.indexOf(tier) >= order.indexOf(needed);

type Features = Omit<UpdateUserPoolRequest, "UserPoolId">;

/** The features that `input` turns on, named as the service names them where that is known, with their tier. */
function usedFeatures(input: Features): [feature: string, needed: UserPoolTierType][] {
  const used: [string, UserPoolTierType][] = [];
  const version = input.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion;
  const { PasswordPolicy, SignInPolicy } = input.Policies ?? {};
  if (version && version !== "V1_0")
    used.push([`Token Customization with Pre-Token Generation Lambda ${version}`, "ESSENTIALS"]);
  if (SignInPolicy?.AllowedFirstAuthFactors?.some((factor) => factor !== "PASSWORD"))
    used.push(["Passwordless Sign-In", "ESSENTIALS"]);
  if (PasswordPolicy?.PasswordHistorySize) used.push(["Password history", "ESSENTIALS"]);
  if (input.AcrConfiguration) used.push(["Custom ACR levels", "ESSENTIALS"]);
  if (input.DcrConfiguration) used.push(["Dynamic client registration", "ESSENTIALS"]);
  const security = input.UserPoolAddOns?.AdvancedSecurityMode ?? "OFF";
  if (security !== "OFF") used.push(["Threat Protection", "PLUS"]);
  return used;
}

/** @throws FeatureUnavailableInTierException */
export function requireTierFeatures(tier: UserPoolTierType, input: Features): void {
  const missing = usedFeatures(input).filter(([, needed]) => !tierIncludes(tier, needed));
  if (missing.length > 0) throw unavailable(tier, missing.map(([feature]) => feature).join(", "));
}

export const unavailable = (tier: UserPoolTierType, features: string) =>
  fault(
    "FeatureUnavailableInTierException",
    `The following features need to be disabled for the ${tier} pricing tier configured: ${features}`,
  );
