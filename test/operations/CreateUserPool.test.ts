// CreateUserPool: defaults, every setting, the rules between them, and ids fixed by a tag.
import {
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  DescribeUserPoolCommand,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator({ account: "123456789012", region: "eu-central-1" });

const create = async (input: Partial<CreateUserPoolCommandInput> = {}): Promise<UserPoolType> => {
  const { UserPool } = await emulator().idp.send(new CreateUserPoolCommand({ PoolName: "shop", ...input }));
  return UserPool as UserPoolType;
};

const refused = (input: Partial<CreateUserPoolCommandInput>, message: string) =>
  refusal(create(input), "InvalidParameterException", message);

const sms = { SnsCallerArn: "arn:aws:iam::123456789012:role/sms", ExternalId: "x" };
const lambda = (name: string) => `arn:aws:lambda:eu-central-1:123456789012:function:${name}`;

describe("accepts", () => {
  test("a name alone: everything else is at its default", async () => {
    const { clock } = emulator();
    clock.freeze();
    const pool = await create();
    const now = new Date(clock.now());
    clock.resume();

    expect(pool).toEqual({
      Id: expect.stringMatching(/^eu-central-1_[0-9A-Za-z]{9}$/),
      Name: "shop",
      Arn: `arn:aws:cognito-idp:eu-central-1:123456789012:userpool/${pool.Id}`,
      Policies: {
        PasswordPolicy: {
          MinimumLength: 8,
          RequireUppercase: true,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 7,
        },
        SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
      },
      DeletionProtection: "INACTIVE",
      LambdaConfig: {},
      SchemaAttributes: expect.any(Array),
      VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
      MfaConfiguration: "OFF",
      EstimatedNumberOfUsers: 0,
      EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
      UserPoolTags: {},
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
      UserPoolTier: "ESSENTIALS",
      KeyConfiguration: { KeyType: "AWS_OWNED_KEY" },
      IssuerConfiguration: { Type: "ORIGINAL" },
      AcrConfiguration: {
        Level1: { AcrValue: "urn:cognito:loa:1" },
        Level2: { AcrValue: "urn:cognito:loa:2" },
        Level3: { AcrValue: "urn:cognito:loa:3" },
        Level4: { AcrValue: "urn:cognito:loa:4" },
      },
      CreationDate: now,
      LastModifiedDate: now,
    });
  });

  test("every setting, and answers it as given", async () => {
    const given = {
      DeletionProtection: "ACTIVE",
      LambdaConfig: {
        PreSignUp: lambda("pre"),
        PreTokenGeneration: lambda("token"),
        PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: lambda("token") },
        CustomEmailSender: { LambdaVersion: "V1_0", LambdaArn: lambda("mail") },
        KMSKeyID: "arn:aws:kms:eu-central-1:123456789012:key/1",
      },
      AutoVerifiedAttributes: ["email", "phone_number"],
      AliasAttributes: ["email", "preferred_username"],
      VerificationMessageTemplate: {
        SmsMessage: "Code {####}",
        EmailMessage: "Your code: {####}",
        EmailSubject: "Code",
        EmailMessageByLink: "Click {##here##}",
        EmailSubjectByLink: "Link",
        DefaultEmailOption: "CONFIRM_WITH_LINK",
      },
      SmsAuthenticationMessage: "MFA {####}",
      MfaConfiguration: "OPTIONAL",
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: "arn:aws:ses:eu-central-1:123456789012:identity/a@example.com",
        From: "a@example.com",
      },
      UserPoolTags: { team: "shop", empty: "" },
      UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" },
      UsernameConfiguration: { CaseSensitive: false },
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: "verified_email", Priority: 1 },
          { Name: "verified_phone_number", Priority: 2 },
        ],
      },
      UserPoolTier: "PLUS",
      IssuerConfiguration: { Type: "UPDATED" },
      AcrConfiguration: { Level1: { AcrValue: "urn:shop:1" } },
    } satisfies Partial<CreateUserPoolCommandInput>;
    const pool = await create({ ...given, SmsConfiguration: sms });
    expect(pool).toMatchObject(given);
    expect(pool.SmsConfiguration).toEqual({ ...sms, SnsRegion: "eu-central-1" });
  });

  test("verification messages in either of their two places, and shows them in both", async () => {
    const legacy = await create({
      EmailVerificationMessage: "Hi {####}",
      EmailVerificationSubject: "Hi",
      SmsVerificationMessage: "Text {####}",
    });
    expect(legacy.VerificationMessageTemplate).toEqual({
      EmailMessage: "Hi {####}",
      EmailSubject: "Hi",
      SmsMessage: "Text {####}",
      DefaultEmailOption: "CONFIRM_WITH_CODE",
    });
    const modern = await create({ VerificationMessageTemplate: { EmailMessage: "Ho {####}" } });
    expect(modern.EmailVerificationMessage).toBe("Ho {####}");
    expect(modern.EmailVerificationSubject).toBeUndefined();
  });

  test("a password policy in part: what it leaves out is off", async () => {
    const { Policies, AdminCreateUserConfig } = await create({
      Policies: {
        PasswordPolicy: { MinimumLength: 12, RequireNumbers: true, TemporaryPasswordValidityDays: 30 },
      },
    });
    expect(Policies?.PasswordPolicy).toEqual({
      MinimumLength: 12,
      RequireUppercase: false,
      RequireLowercase: false,
      RequireNumbers: true,
      RequireSymbols: false,
      TemporaryPasswordValidityDays: 30,
    });
    expect(AdminCreateUserConfig?.UnusedAccountValidityDays).toBe(30);
  });

  test("a sign-in policy alone: the password policy stays the default", async () => {
    const { Policies } = await create({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] } },
    });
    expect(Policies?.PasswordPolicy).toMatchObject({ MinimumLength: 8, RequireSymbols: true });
    expect(Policies?.SignInPolicy?.AllowedFirstAuthFactors).toEqual(["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"]);
  });

  test("0 days as the default, and the older member for the same setting", async () => {
    const zero = await create({ Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 0 } } });
    expect(zero.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays).toBe(7);
    const older = await create({ AdminCreateUserConfig: { UnusedAccountValidityDays: 3 } });
    expect(older.AdminCreateUserConfig?.UnusedAccountValidityDays).toBe(3);
    expect(older.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays).toBe(3);
  });

  test("empty lists like absent ones", async () => {
    const pool = await create({ AutoVerifiedAttributes: [], AliasAttributes: [], UsernameAttributes: [] });
    expect(pool).not.toHaveProperty("AutoVerifiedAttributes");
    expect(pool).not.toHaveProperty("AliasAttributes");
    expect(pool).not.toHaveProperty("UsernameAttributes");
  });
});

describe("refuses", () => {
  test("a missing name", () =>
    refused(
      { PoolName: undefined },
      "1 validation error detected: Value null at 'poolName' failed to satisfy constraint: Member must not be null",
    ));

  test("aliases together with username attributes", () =>
    refused(
      { AliasAttributes: ["email"], UsernameAttributes: ["email"] },
      "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
    ));

  test.each(["ON", "OPTIONAL"] as const)("MFA %s without a way to send SMS", (MfaConfiguration) =>
    refused(
      { MfaConfiguration },
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    ),
  );

  test("phone numbers to verify without a way to send SMS", () =>
    refused(
      { AutoVerifiedAttributes: ["phone_number"] },
      "SMS configuration is required when phone_number is selected for auto verification",
    ));

  test("two validities of temporary passwords", () =>
    refused(
      {
        Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 7 } },
        AdminCreateUserConfig: { UnusedAccountValidityDays: 7 },
      },
      "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
    ));

  test("verification before update of an attribute that is not verified", () =>
    refused(
      { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } },
      "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    ));

  test("first factors that can't stand as given", async () => {
    const factors = (
      ...AllowedFirstAuthFactors: ("PASSWORD" | "EMAIL_OTP" | "WEB_AUTHN" | "SOFTWARE_TOKEN")[]
    ) => ({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors } },
    });
    await refused(
      factors("EMAIL_OTP"),
      "Password should be configured as one of the allowed first auth factors.",
    );
    await refused(
      factors("PASSWORD", "SOFTWARE_TOKEN"),
      "SOFTWARE_TOKEN is not supported as a first auth factor.",
    );
    await refused(
      { ...factors("PASSWORD", "EMAIL_OTP"), MfaConfiguration: "ON", SmsConfiguration: sms },
      "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
    );
    await refused(
      { ...factors("PASSWORD", "WEB_AUTHN"), MfaConfiguration: "ON", SmsConfiguration: sms },
      "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA.",
    );
  });

  test("account recovery that contradicts itself", async () => {
    const recovery = (
      ...RecoveryMechanisms: [name: "admin_only" | "verified_email", priority: number][]
    ) => ({
      AccountRecoverySetting: {
        RecoveryMechanisms: RecoveryMechanisms.map(([Name, Priority]) => ({ Name, Priority })),
      },
    });
    await refused(
      recovery(["admin_only", 1], ["verified_email", 2]),
      "Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
    );
    const duplicate = "Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.";
    await refused(recovery(["verified_email", 1], ["verified_email", 2]), duplicate);
    await refused(
      {
        AccountRecoverySetting: {
          RecoveryMechanisms: [
            { Name: "verified_email", Priority: 1 },
            { Name: "verified_phone_number", Priority: 1 },
          ],
        },
      },
      duplicate,
    );
  });

  test("messages without their placeholders", async () => {
    await refused(
      { AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage: "Your password is {####}" } } },
      "The message is invalid.",
    );
    await refused(
      { VerificationMessageTemplate: { EmailMessageByLink: "Click {####}" } },
      "The message is invalid.",
    );
    await expect(create({ VerificationMessageTemplate: { EmailMessage: "No code" } })).rejects.toThrow(
      /at 'verificationMessageTemplate\.emailMessage' failed to satisfy constraint: Member must satisfy regular expression pattern/,
    );
  });

  test("e-mail and SMS settings that lack a part", async () => {
    await refused(
      { EmailConfiguration: { EmailSendingAccount: "DEVELOPER" } },
      "Source ARN is required to use DEVELOPER email sending owner",
    );
    await refused({ SmsConfiguration: { ExternalId: "x" } }, "SnsCallerArn is required in SmsConfiguration.");
    await refused(
      { SmsConfiguration: { ...sms, EumsSms: { CallerArn: "arn:aws:iam::123456789012:role/eums" } } },
      "Only one of SnsCallerArn or EumsSms can be set in SmsConfiguration.",
    );
  });

  test("triggers that contradict each other", async () => {
    await refused(
      {
        LambdaConfig: {
          PreTokenGeneration: lambda("one"),
          PreTokenGenerationConfig: { LambdaVersion: "V1_0", LambdaArn: lambda("two") },
        },
      },
      "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
    );
    await refused(
      { LambdaConfig: { CustomSMSSender: { LambdaVersion: "V1_0", LambdaArn: lambda("sms") } } },
      "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
    );
  });

  test("features that the tier does not have", async () => {
    const message = "The following features need to be disabled for the LITE pricing tier configured: ";
    await refusal(
      create({
        UserPoolTier: "LITE",
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
      }),
      "FeatureUnavailableInTierException",
      `${message}Passwordless Sign-In`,
    );
    await refusal(
      create({
        UserPoolTier: "LITE",
        LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: lambda("token") } },
      }),
      "FeatureUnavailableInTierException",
      `${message}Token Customization with Pre-Token Generation Lambda V2_0`,
    );
    await refusal(
      create({ UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" } }),
      "FeatureUnavailableInTierException",
      "The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection",
    );
  });

  test("tags of the service's own, and too many", async () => {
    await refused({ UserPoolTags: { "aws:name": "x" } }, "Tag keys cannot start with aws:");
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, ""]));
    await refused({ UserPoolTags: many }, "A resource cannot have more than 50 tags");
  });
});

describe("the tag _custom_id_", () => {
  const tagged = (id: string) => ({ UserPoolTags: { _custom_id_: id } });

  test("names the id and stays on the pool", async () => {
    const pool = await create(tagged("eu-central-1_Fixed0001"));
    expect(pool.Id).toBe("eu-central-1_Fixed0001");
    expect(pool.UserPoolTags).toEqual({ _custom_id_: "eu-central-1_Fixed0001" });
  });

  test("is refused when the id is taken or has no valid form", async () => {
    await create(tagged("eu-central-1_Taken"));
    await refused(tagged("eu-central-1_Taken"), "User pool eu-central-1_Taken already exists.");
    await refused(
      tagged("myid123"),
      "The chosen user pool id 'myid123' is not valid: it must match [\\w-]+_[0-9a-zA-Z]+ and have at most 55 characters.",
    );
  });

  test("gives way to an id that a fixture fixes", async () => {
    const { UserPool } = (await emulator().app.call(
      "cognito-idp",
      "CreateUserPool",
      { PoolName: "seeded" },
      { pins: { poolId: "eu-central-1_Seeded" } },
    )) as { UserPool: UserPoolType };
    expect(UserPool.Id).toBe("eu-central-1_Seeded");
  });
});

test("remembers the pool as it was answered", async () => {
  const pool = await create({ UserPoolTags: { a: "b" }, MfaConfiguration: "OFF" });
  const { UserPool } = await emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId: pool.Id }));
  expect(UserPool).toEqual(pool);
});
