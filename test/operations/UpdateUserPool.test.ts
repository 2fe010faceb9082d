// UpdateUserPool: a full replacement, apart from what is fixed at creation.
import {
  type CreateUserPoolCommandInput,
  CreateUserPoolDomainCommand,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const update = (UserPoolId: string, input: Partial<UpdateUserPoolCommandInput> = {}) =>
  emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId, ...input }));

const described = async (UserPoolId: string) =>
  (await emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool;

const sms = { SnsCallerArn: "arn:aws:iam::123456789012:role/sms" };

const everything = {
  Policies: { PasswordPolicy: { MinimumLength: 10 } },
  DeletionProtection: "ACTIVE",
  LambdaConfig: { PreSignUp: "arn:aws:lambda:us-east-1:123456789012:function:f" },
  AutoVerifiedAttributes: ["email"],
  EmailVerificationMessage: "Hi {####}",
  SmsAuthenticationMessage: "MFA {####}",
  MfaConfiguration: "OPTIONAL",
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
  DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
  SmsConfiguration: sms,
  EmailConfiguration: { ReplyToEmailAddress: "a@example.com" },
  UserPoolTags: { team: "shop" },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
  UserPoolAddOns: { AdvancedSecurityMode: "OFF" },
  AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] },
  UserPoolTier: "PLUS",
  IssuerConfiguration: { Type: "UPDATED" },
} satisfies Partial<CreateUserPoolCommandInput>;

describe("remembers", () => {
  test("what is given, and answers nothing", async () => {
    const pool = await aPool(emulator());
    const { $metadata: _, ...answer } = await update(pool.Id, { ...everything, PoolName: "renamed" });
    expect(answer).toEqual({});
    const { SmsConfiguration, ...rest } = everything;
    expect(await described(pool.Id)).toMatchObject({ ...rest, Name: "renamed" });
  });

  test("the defaults of everything that is not given", async () => {
    const plain = await aPool(emulator());
    const pool = await aPool(emulator(), everything);
    await update(pool.Id);
    expect(await described(pool.Id)).toEqual({
      ...plain,
      Id: pool.Id,
      Arn: pool.Arn,
      CreationDate: pool.CreationDate,
      LastModifiedDate: expect.any(Date),
    });
  });

  test("name, schema and the form of usernames, which no update resets", async () => {
    const fixed = {
      Schema: [{ Name: "plan", AttributeDataType: "String" }],
      AliasAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
    } satisfies Partial<CreateUserPoolCommandInput>;
    const pool = await aPool(emulator(), { PoolName: "kept", ...fixed });
    await update(pool.Id, { UserPoolTags: { a: "b" } });
    expect(await described(pool.Id)).toEqual({
      ...pool,
      UserPoolTags: { a: "b" },
      LastModifiedDate: expect.any(Date),
    });
  });

  test("when it happened", async () => {
    const pool = await aPool(emulator());
    emulator().clock.advance({ minutes: 5 });
    await update(pool.Id);
    const { CreationDate, LastModifiedDate } = (await described(pool.Id)) ?? {};
    expect(CreationDate).toEqual(pool.CreationDate);
    expect(Number(LastModifiedDate) - Number(CreationDate)).toBeGreaterThanOrEqual(5 * 60_000);
  });
});

describe("refuses", () => {
  test("an unknown pool", () =>
    refusal(
      update("us-east-1_Unknown00"),
      "ResourceNotFoundException",
      "User pool us-east-1_Unknown00 does not exist.",
    ));

  test("what CreateUserPool refuses, and changes nothing", async () => {
    const pool = await aPool(emulator(), { UserPoolTags: { a: "b" } });
    await refusal(
      update(pool.Id, { MfaConfiguration: "ON" }),
      "InvalidParameterException",
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    );
    await refusal(
      update(pool.Id, { UserPoolTier: "LITE", UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" } }),
      "FeatureUnavailableInTierException",
      "The following features need to be disabled for the LITE pricing tier configured: Threat Protection",
    );
    expect(await described(pool.Id)).toEqual(pool);
  });

  test("a lower tier while clients and domains use features of the higher one", async () => {
    const pool = await aPool(emulator());
    const ExplicitAuthFlows = ["ALLOW_USER_AUTH" as const];
    await aClient(emulator(), pool, { ExplicitAuthFlows });
    await aClient(emulator(), pool, { ExplicitAuthFlows, RefreshTokenRotation: { Feature: "ENABLED" } });
    await emulator().idp.send(
      new CreateUserPoolDomainCommand({ UserPoolId: pool.Id, Domain: "downgraded", ManagedLoginVersion: 2 }),
    );
    const before = await described(pool.Id);
    await refusal(
      update(pool.Id, { UserPoolTier: "LITE", Policies: { PasswordPolicy: { PasswordHistorySize: 3 } } }),
      "FeatureUnavailableInTierException",
      "The following features need to be disabled for the LITE pricing tier configured: Password history, Choice-Based Sign-In, Refresh Token Rotation, Managed Login Version 2",
    );
    expect(await described(pool.Id)).toEqual(before);
    await update(pool.Id, { UserPoolTier: "PLUS" });
  });

  test("MFA that loses its way to send SMS", async () => {
    const pool = await aPool(emulator(), { MfaConfiguration: "ON", SmsConfiguration: sms });
    await refusal(
      update(pool.Id, { MfaConfiguration: "ON" }),
      "InvalidParameterException",
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    );
  });
});
