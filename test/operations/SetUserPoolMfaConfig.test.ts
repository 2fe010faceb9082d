// SetUserPoolMfaConfig and what it needs: every factor, what it replaces, and what UpdateUserPool leaves of it.
import {
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
  type SetUserPoolMfaConfigCommandInput,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { output, type PoolInput, SMS } from "../support/accounts.js";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { emailFactor, SES, smsFactor, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

type Input = Omit<SetUserPoolMfaConfigCommandInput, "UserPoolId">;

const set = async (UserPoolId: string, input: Input) =>
  output(await emulator().idp.send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...input })));
const get = async (UserPoolId: string) =>
  output(await emulator().idp.send(new GetUserPoolMfaConfigCommand({ UserPoolId })));
const update = (UserPoolId: string, input: Omit<UpdateUserPoolCommandInput, "UserPoolId">) =>
  emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId, ...input }));

const aPoolWith = (input: PoolInput = {}) => aPool(emulator(), { ...SES, ...input });

const WITH_PASSKEYS: PoolInput = {
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } },
};

const recoveredBy = (...names: ("verified_email" | "verified_phone_number")[]): PoolInput => ({
  AccountRecoverySetting: {
    RecoveryMechanisms: names.map((Name, index) => ({ Name, Priority: index + 1 })),
  },
});

/** The region is filled in, as CreateUserPool does. */
const smsShown = {
  SmsMfaConfiguration: {
    SmsConfiguration: { ...smsFactor.SmsMfaConfiguration.SmsConfiguration, SnsRegion: "us-east-1" },
  },
};

describe("accepts", () => {
  test.each<[string, Input, object]>([
    ["authenticators", { MfaConfiguration: "OPTIONAL", ...totpFactor }, totpFactor],
    ["SMS", { MfaConfiguration: "ON", ...smsFactor }, smsShown],
    ["e-mail", { MfaConfiguration: "ON", ...emailFactor }, emailFactor],
    [
      "e-mail in the default words",
      { MfaConfiguration: "ON", EmailMfaConfiguration: {} },
      { EmailMfaConfiguration: {} },
    ],
    [
      "all of them",
      { MfaConfiguration: "OPTIONAL", ...totpFactor, ...smsFactor, ...emailFactor },
      { ...totpFactor, ...smsShown, ...emailFactor },
    ],
    [
      "one that is off beside one that is on",
      { MfaConfiguration: "ON", ...smsFactor, SoftwareTokenMfaConfiguration: { Enabled: false } },
      { ...smsShown, SoftwareTokenMfaConfiguration: { Enabled: false } },
    ],
    [
      "passkeys, which are no factor in this sense",
      {
        MfaConfiguration: "OFF",
        WebAuthnConfiguration: { RelyingPartyId: "example.com", UserVerification: "required" },
      },
      { WebAuthnConfiguration: { RelyingPartyId: "example.com", UserVerification: "required" } },
    ],
  ])("%s", async (_, input, shown) => {
    const pool = await aPoolWith();
    const expected = { MfaConfiguration: input.MfaConfiguration, ...shown };
    expect(await set(pool.Id, input)).toEqual(expected);
    expect(await get(pool.Id)).toEqual(expected);
    const { UserPool } = await emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId: pool.Id }));
    expect(UserPool?.MfaConfiguration).toBe(input.MfaConfiguration);
  });

  test.each(["localhost", "app.localhost", "example.com", "login.example.co.uk", "xn--bcher-kva.example"])(
    "passkeys of the domain %s",
    async (RelyingPartyId) => {
      const pool = await aPoolWith();
      const WebAuthnConfiguration = { RelyingPartyId };
      expect(await set(pool.Id, { WebAuthnConfiguration })).toMatchObject({ WebAuthnConfiguration });
    },
  );

  test.each([
    "https://example.com",
    "example.com:443",
    "example.com/login",
    "Example.com",
    "com",
    "127.0.0.1",
    "-.example.com",
    "example..com",
    "example.com.",
  ])("no passkeys of %s, which is no domain", async (RelyingPartyId) => {
    const pool = await aPoolWith();
    await refusal(
      set(pool.Id, { WebAuthnConfiguration: { RelyingPartyId } }),
      "InvalidParameterException",
      "The relying party ID must be a valid domain name.",
    );
    expect(await get(pool.Id)).not.toHaveProperty("WebAuthnConfiguration");
  });

  test("nothing, which turns MFA off", async () => {
    const pool = await aPoolWith();
    await set(pool.Id, { MfaConfiguration: "ON", ...totpFactor });
    expect(await set(pool.Id, {})).toEqual({ MfaConfiguration: "OFF" });
    expect(await get(pool.Id)).toEqual({ MfaConfiguration: "OFF" });
  });

  test("a replacement: what is not given is gone", async () => {
    const pool = await aPoolWith();
    await set(pool.Id, {
      MfaConfiguration: "ON",
      ...totpFactor,
      ...emailFactor,
      WebAuthnConfiguration: { UserVerification: "preferred" },
    });
    expect(await set(pool.Id, { MfaConfiguration: "OPTIONAL", ...totpFactor })).toEqual({
      MfaConfiguration: "OPTIONAL",
      ...totpFactor,
    });
  });

  test("SMS with the settings that the pool has, and new words", async () => {
    const pool = await aPoolWith(SMS);
    const words = { SmsAuthenticationMessage: "Here: {####}" };
    const answer = await set(pool.Id, { MfaConfiguration: "ON", SmsMfaConfiguration: words });
    expect(answer.SmsMfaConfiguration).toMatchObject({ ...words, ...SMS });
    const { UserPool } = await emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId: pool.Id }));
    expect(UserPool).toMatchObject({ ...words, ...SMS });
  });

  test("the pool's SMS settings stay when SMS is a factor no longer", async () => {
    const pool = await aPoolWith({ ...SMS, MfaConfiguration: "ON" });
    expect(await get(pool.Id)).toMatchObject({ MfaConfiguration: "ON", SmsMfaConfiguration: SMS });
    await set(pool.Id, { MfaConfiguration: "ON", ...totpFactor });
    expect(await get(pool.Id)).toEqual({ MfaConfiguration: "ON", ...totpFactor });
    const { UserPool } = await emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId: pool.Id }));
    expect(UserPool).toMatchObject(SMS);
  });
});

describe("refuses", () => {
  const nothingOn =
    "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.";
  const together = "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.";
  const recovery = (name: string, factor: string) =>
    `Invalid account recovery setting parameter. Account Recovery Setting cannot use ${name} as a recovery mechanism when ${factor} MFA is configured.`;

  test.each<[string, Input, string, PoolInput?]>([
    ["ON without a factor", { MfaConfiguration: "ON" }, nothingOn],
    ["OPTIONAL without a factor", { MfaConfiguration: "OPTIONAL" }, nothingOn],
    [
      "a factor that is off as the only one",
      { MfaConfiguration: "OPTIONAL", SoftwareTokenMfaConfiguration: { Enabled: false } },
      nothingOn,
    ],
    ["OFF with authenticators", { MfaConfiguration: "OFF", ...totpFactor }, together],
    ["OFF with e-mail", { MfaConfiguration: "OFF", ...emailFactor }, together],
    ["OFF with SMS", { MfaConfiguration: "OFF", ...smsFactor }, together],
    ["a factor alone", totpFactor, together],
    [
      "SMS without settings",
      { MfaConfiguration: "ON", SmsMfaConfiguration: { SmsAuthenticationMessage: "{####}" } },
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    ],
    [
      "e-mail that Cognito itself would send",
      { MfaConfiguration: "ON", ...emailFactor },
      "Email MFA requires an email configuration with the DEVELOPER email sending account.",
      { EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" } },
    ],
    [
      "e-mail as the only way to recover passwords",
      { MfaConfiguration: "ON", ...emailFactor },
      recovery("verified_email", "EMAIL"),
      recoveredBy("verified_email"),
    ],
    [
      "SMS as the only way to recover passwords",
      { MfaConfiguration: "ON", ...smsFactor },
      recovery("verified_phone_number", "SMS"),
      recoveredBy("verified_phone_number"),
    ],
    [
      "ON beside one-time passwords as first factors",
      { MfaConfiguration: "ON", ...totpFactor },
      "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
    ],
    ...[
      undefined,
      { UserVerification: "required" as const },
      { FactorConfiguration: "SINGLE_FACTOR" as const },
    ].map((WebAuthnConfiguration): [string, Input, string, PoolInput] => [
      `ON beside passkeys that are no second factor: ${JSON.stringify(WebAuthnConfiguration)}`,
      { MfaConfiguration: "ON", ...totpFactor, WebAuthnConfiguration },
      "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor",
      WITH_PASSKEYS,
    ]),
  ])("%s", async (_, input, message, poolInput = {}) => {
    const pool = await aPoolWith(poolInput);
    await refusal(set(pool.Id, input), "InvalidParameterException", message);
    expect(await get(pool.Id)).toEqual({ MfaConfiguration: "OFF" });
  });

  test("a channel that recovers passwords is fine beside another", async () => {
    const pool = await aPoolWith(recoveredBy("verified_email", "verified_phone_number"));
    await set(pool.Id, { MfaConfiguration: "ON", ...emailFactor, ...smsFactor });
  });

  test.each<[string, Input, string]>([
    ["e-mail", { MfaConfiguration: "ON", ...emailFactor }, "Email MFA"],
    [
      "passkeys as second factor",
      { WebAuthnConfiguration: { FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION" } },
      "Passkey MFA",
    ],
  ])("%s in the LITE tier, before and after", async (_, input, feature) => {
    const message = `The following features need to be disabled for the LITE pricing tier configured: ${feature}`;
    const lite = await aPoolWith({ UserPoolTier: "LITE" });
    await refusal(set(lite.Id, input), "FeatureUnavailableInTierException", message);
    const pool = await aPoolWith();
    await set(pool.Id, input);
    await refusal(
      update(pool.Id, { UserPoolTier: "LITE", MfaConfiguration: input.MfaConfiguration }),
      "FeatureUnavailableInTierException",
      message,
    );
  });

  test("a pool that does not exist", () =>
    refusal(
      set("us-east-1_Nothing00", {}),
      "ResourceNotFoundException",
      "User pool us-east-1_Nothing00 does not exist.",
    ));
});

describe("the messages of sign-in by codes alone", () => {
  const firstFactors = (...factors: ("EMAIL_OTP" | "SMS_OTP")[]) => ({
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD" as const, ...factors] } },
  });

  test("are worded without MFA, and keep their words", async () => {
    const sending = { EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" as const } };
    const pool = await aPoolWith({ ...firstFactors("EMAIL_OTP", "SMS_OTP"), ...sending });
    const words = { ...emailFactor, SmsMfaConfiguration: { ...SMS, SmsAuthenticationMessage: "Hi {####}" } };
    await set(pool.Id, words);
    const SmsMfaConfiguration = expect.objectContaining({ SmsAuthenticationMessage: "Hi {####}" });
    expect(await get(pool.Id)).toEqual({ MfaConfiguration: "OFF", ...emailFactor, SmsMfaConfiguration });
    await update(pool.Id, firstFactors("EMAIL_OTP"));
    expect(await get(pool.Id)).toEqual({ MfaConfiguration: "OFF", ...emailFactor });
    // They are no second factor.
    await update(pool.Id, { ...firstFactors("EMAIL_OTP"), MfaConfiguration: "OPTIONAL", ...SMS });
    expect(await get(pool.Id)).toMatchObject({ MfaConfiguration: "OPTIONAL", SmsMfaConfiguration: SMS });
    expect((await get(pool.Id)).EmailMfaConfiguration).toBeUndefined();
  });

  test("have none where such a code can't sign in", async () => {
    const pool = await aPoolWith(firstFactors("SMS_OTP"));
    for (const input of [emailFactor, totpFactor, { ...smsFactor, ...emailFactor }])
      await refusal(
        set(pool.Id, input),
        "InvalidParameterException",
        "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
      );
  });
});

describe("UpdateUserPool afterwards", () => {
  test("allows passkeys beside required MFA only where they are a second factor; each factor counts once", async () => {
    const pool = await aPoolWith();
    const WebAuthnConfiguration = { FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION" as const };
    await set(pool.Id, { MfaConfiguration: "ON", ...totpFactor });
    await refusal(
      update(pool.Id, { MfaConfiguration: "ON", ...WITH_PASSKEYS }),
      "InvalidParameterException",
      "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA.",
    );
    await set(pool.Id, { MfaConfiguration: "ON", ...totpFactor, WebAuthnConfiguration });
    const AllowedFirstAuthFactors = ["PASSWORD", "WEB_AUTHN", "PASSWORD", "WEB_AUTHN"] as const;
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors: [...AllowedFirstAuthFactors] } };
    await update(pool.Id, { MfaConfiguration: "ON", Policies });
    const { UserPool } = await emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId: pool.Id }));
    expect(UserPool?.Policies?.SignInPolicy).toEqual(WITH_PASSKEYS.Policies?.SignInPolicy);
    await set(pool.Id, { MfaConfiguration: "OPTIONAL", ...totpFactor });
  });

  test("needs no SMS where there is another factor, which stays", async () => {
    const pool = await aPoolWith();
    await set(pool.Id, { MfaConfiguration: "ON", ...totpFactor });
    await update(pool.Id, { MfaConfiguration: "OPTIONAL", ...SMS });
    // SMS was no factor before, and an update names none.
    expect(await get(pool.Id)).toEqual({ MfaConfiguration: "OPTIONAL", ...totpFactor });
  });

  test("can't take away what e-mail needs", async () => {
    const pool = await aPoolWith();
    await set(pool.Id, { MfaConfiguration: "ON", ...emailFactor });
    await refusal(
      update(pool.Id, { MfaConfiguration: "ON" }),
      "InvalidParameterException",
      "Email MFA requires an email configuration with the DEVELOPER email sending account.",
    );
    await refusal(
      update(pool.Id, { MfaConfiguration: "ON", ...SES, ...recoveredBy("verified_email") }),
      "InvalidParameterException",
      "Invalid account recovery setting parameter. Account Recovery Setting cannot use verified_email as a recovery mechanism when EMAIL MFA is configured.",
    );
    await update(pool.Id, { MfaConfiguration: "OPTIONAL", ...SES });
    expect(await get(pool.Id)).toEqual({ MfaConfiguration: "OPTIONAL", ...emailFactor });
  });

  test("drops SMS with its settings where another factor is left", async () => {
    const pool = await aPoolWith();
    await set(pool.Id, { MfaConfiguration: "ON", ...totpFactor, ...smsFactor });
    await update(pool.Id, { MfaConfiguration: "ON" });
    expect(await get(pool.Id)).toEqual({ MfaConfiguration: "ON", ...totpFactor });
  });

  test("turns everything but passkeys off", async () => {
    const pool = await aPoolWith();
    const WebAuthnConfiguration = { UserVerification: "preferred" } as const;
    await set(pool.Id, { MfaConfiguration: "ON", ...totpFactor, ...smsFactor, WebAuthnConfiguration });
    await update(pool.Id, {});
    expect(await get(pool.Id)).toEqual({ MfaConfiguration: "OFF", WebAuthnConfiguration });
    await refusal(
      update(pool.Id, { MfaConfiguration: "ON" }),
      "InvalidParameterException",
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    );
    await update(pool.Id, { MfaConfiguration: "ON", ...SMS });
    expect(await get(pool.Id)).toMatchObject({ MfaConfiguration: "ON", SmsMfaConfiguration: SMS });
  });
});
