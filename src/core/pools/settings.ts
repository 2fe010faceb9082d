// What CreateUserPool and UpdateUserPool make of their input: every setting checked and with its default.
import type { CreateUserPoolRequest, UpdateUserPoolRequest } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Pool, PoolSettings } from "../../storage/records.js";
import { allowsPasskeyMfa } from "../mfa/factors.js";
import { requireAcrNames } from "../step-up/levels.js";
import {
  emailConfigurationFrom,
  messageSettings,
  requireInvitation,
  smsConfigurationFrom,
} from "./messaging.js";
import { hasOtherFactor } from "./mfa-config.js";
import { policiesFrom } from "./policies.js";
import { recoveryFrom } from "./recovery.js";
import { schemaFrom } from "./schema.js";
import { requireTags } from "./tags.js";
import { type Feature, poolFeatures, requireTier } from "./tiers.js";

const invalid = (message: string) => fault("InvalidParameterException", message);

/**
 * @param region of the pool
 * @throws InvalidParameterException, FeatureUnavailableInTierException
 */
export function newSettings(input: CreateUserPoolRequest, region: string): PoolSettings {
  if (input.AliasAttributes?.length && input.UsernameAttributes?.length)
    throw invalid("Only one of the aliasAttributes or usernameAttributes can be set in a User pool.");
  return defined({
    ...changeableSettings(input, { region, hasOtherFactor: false, passkeys: false, features: [] }),
    SchemaAttributes: schemaFrom(input.Schema),
    AliasAttributes: presentList(input.AliasAttributes),
    UsernameAttributes: presentList(input.UsernameAttributes),
    UsernameConfiguration: input.UsernameConfiguration,
  });
}

/**
 * What an update leaves: everything that it does not give goes back to its default, apart from what can't change.
 * @param features that the pool's clients and domains use, so that its tier must have them
 * @throws InvalidParameterException, FeatureUnavailableInTierException
 */
export function changedSettings(
  pool: Pool,
  input: UpdateUserPoolRequest,
  features: readonly Feature[],
): PoolSettings {
  const { SchemaAttributes, AliasAttributes, UsernameAttributes, UsernameConfiguration } = pool.settings;
  return defined({
    ...changeableSettings(input, {
      ...{ region: pool.region, hasOtherFactor: hasOtherFactor(pool) },
      ...{ passkeys: allowsPasskeyMfa(pool.mfa), features },
    }),
    SchemaAttributes,
    AliasAttributes,
    UsernameAttributes,
    UsernameConfiguration,
  });
}

type Changeable = Omit<UpdateUserPoolRequest, "UserPoolId" | "PoolName">;

/** What the rules for settings have to know of the rest of the pool. */
interface Surroundings {
  readonly region: string;
  /** Whether MFA can be on without SMS. */
  readonly hasOtherFactor: boolean;
  /** Whether passkeys may stand for a second factor. */
  readonly passkeys: boolean;
  readonly features: readonly Feature[];
}

function changeableSettings(
  input: Changeable,
  { region, hasOtherFactor: isOtherFactor, passkeys, features }: Surroundings,
): PoolSettings {
  const mfa = input.MfaConfiguration ?? "OFF";
  const tier = input.UserPoolTier ?? "ESSENTIALS";
  const sms = smsConfigurationFrom(input.SmsConfiguration, region);
  if (mfa !== "OFF" && !sms && !isOtherFactor)
    throw invalid(
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    );
  if (input.AutoVerifiedAttributes?.includes("phone_number") && !sms)
    throw invalid("SMS configuration is required when phone_number is selected for auto verification");
  requireTags(input.UserPoolTags ?? {});
  requireTier(tier, [...poolFeatures(input), ...features]);
  requireAcrNames(input.AcrConfiguration);
  requireLambdas(input);
  const { Policies, AdminCreateUserConfig } = policiesFrom(input.Policies, input.AdminCreateUserConfig, {
    mode: mfa,
    passkeys,
  });
  requireInvitation(AdminCreateUserConfig.InviteMessageTemplate);

  return {
    Policies,
    DeletionProtection: input.DeletionProtection ?? "INACTIVE",
    LambdaConfig: input.LambdaConfig ?? {},
    AutoVerifiedAttributes: presentList(input.AutoVerifiedAttributes),
    ...messageSettings(input),
    SmsAuthenticationMessage: input.SmsAuthenticationMessage,
    UserAttributeUpdateSettings: updateSettings(input),
    MfaConfiguration: mfa,
    DeviceConfiguration: input.DeviceConfiguration,
    EmailConfiguration: emailConfigurationFrom(input.EmailConfiguration),
    SmsConfiguration: sms,
    UserPoolTags: input.UserPoolTags ?? {},
    AdminCreateUserConfig,
    UserPoolAddOns: input.UserPoolAddOns,
    AccountRecoverySetting: recoveryFrom(input.AccountRecoverySetting),
    UserPoolTier: tier,
    // In describes since 2026, also of pools that never set them.
    KeyConfiguration: {
      ...input.KeyConfiguration,
      KeyType: input.KeyConfiguration?.KeyType ?? "AWS_OWNED_KEY",
    },
    IssuerConfiguration: { Type: input.IssuerConfiguration?.Type ?? "ORIGINAL" },
    DcrConfiguration: input.DcrConfiguration,
    AcrConfiguration: input.AcrConfiguration,
  };
}

function updateSettings({ UserAttributeUpdateSettings, AutoVerifiedAttributes = [] }: Changeable) {
  const verified = UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [];
  for (const attribute of verified)
    if (!AutoVerifiedAttributes.includes(attribute))
      throw invalid(
        "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
      );
  return { AttributesRequireVerificationBeforeUpdate: verified };
}

/** The two ways to name the pre token generation trigger must agree; custom senders get their codes encrypted. */
function requireLambdas({ LambdaConfig = {} }: Changeable): void {
  const { PreTokenGeneration, PreTokenGenerationConfig, CustomSMSSender, CustomEmailSender, KMSKeyID } =
    LambdaConfig;
  if (
    PreTokenGeneration &&
    PreTokenGenerationConfig &&
    PreTokenGeneration !== PreTokenGenerationConfig.LambdaArn
  )
    throw invalid(
      "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
    );
  if ((CustomSMSSender || CustomEmailSender) && !KMSKeyID)
    throw invalid("KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.");
}

/** The service keeps an empty list like an absent one. */
const presentList = <T>(list: T[] | undefined): T[] | undefined => (list?.length ? list : undefined);

function defined<T extends object>(settings: T): T {
  const kept = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as T;
}
