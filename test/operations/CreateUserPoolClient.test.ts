// CreateUserPoolClient: defaults, every setting, secrets and fixed ids.
import {
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  DescribeUserPoolClientCommand,
  type UserPoolClientType,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { aPool, type MadePool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
let pool: MadePool;
beforeAll(async () => {
  pool = await aPool(emulator(), {
    Schema: [
      { Name: "email", Required: true },
      { Name: "plan", AttributeDataType: "String" },
      { Name: "vip", AttributeDataType: "Boolean", DeveloperOnlyAttribute: true },
    ],
  });
});

const create = async (input: Partial<CreateUserPoolClientCommandInput> = {}): Promise<UserPoolClientType> => {
  const { UserPoolClient } = await emulator().idp.send(
    new CreateUserPoolClientCommand({ UserPoolId: pool.Id, ClientName: "web", ...input }),
  );
  return UserPoolClient as UserPoolClientType;
};

const refused = (input: Partial<CreateUserPoolClientCommandInput>, message: string) =>
  refusal(create(input), "InvalidParameterException", message);

describe("accepts", () => {
  test("a name alone: everything else is at its default", async () => {
    const { clock } = emulator();
    clock.freeze();
    const client = await create();
    const now = new Date(clock.now());
    clock.resume();

    expect(client).toEqual({
      UserPoolId: pool.Id,
      ClientName: "web",
      ClientType: "REGULAR",
      ClientId: expect.stringMatching(/^[0-9a-z]{26}$/),
      LastModifiedDate: now,
      CreationDate: now,
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
      AuthSessionValidity: 3,
    });
  });

  test("every setting, and answers it as given", async () => {
    const given = {
      RefreshTokenValidity: 90,
      AccessTokenValidity: 10,
      IdTokenValidity: 1,
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "days", RefreshToken: "days" },
      ReadAttributes: ["email", "custom:plan"],
      WriteAttributes: ["email", "name"],
      ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"],
      SupportedIdentityProviders: ["COGNITO"],
      CallbackURLs: ["https://example.com/cb", "http://localhost:3000/cb", "myapp://signed-in"],
      LogoutURLs: ["https://example.com/bye"],
      DefaultRedirectURI: "https://example.com/cb",
      AllowedOAuthFlows: ["code", "implicit"],
      AllowedOAuthScopes: ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"],
      AllowedOAuthFlowsUserPoolClient: true,
      AnalyticsConfiguration: {
        ApplicationArn: "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a",
        UserDataShared: true,
      },
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: false,
      EnablePropagateAdditionalUserContextData: true,
      AuthSessionValidity: 15,
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 10 },
    } satisfies Partial<CreateUserPoolClientCommandInput>;
    expect(await create({ ...given, GenerateSecret: true })).toMatchObject(given);
  });

  test("0 as the default validity, and a rotation without its grace period", async () => {
    const client = await create({
      RefreshTokenValidity: 0,
      RefreshTokenRotation: { Feature: "DISABLED" },
    });
    expect(client.RefreshTokenValidity).toBe(30);
    expect(client.RefreshTokenRotation).toEqual({ Feature: "DISABLED", RetryGracePeriodSeconds: 0 });
  });
});

describe("a client's secret", () => {
  test("is made on request and can be read again", async () => {
    const client = await create({ GenerateSecret: true });
    expect(client.ClientSecret).toMatch(/^[0-9a-z]{52}$/);
    const { UserPoolClient } = await emulator().idp.send(
      new DescribeUserPoolClientCommand({ UserPoolId: pool.Id, ClientId: client.ClientId }),
    );
    expect(UserPoolClient).toEqual(client);
  });

  test("can be chosen", async () => {
    const client = await create({ ClientSecret: "my-own-secret".replaceAll("-", "_").padEnd(24, "x") });
    expect(client.ClientSecret).toBe("my_own_secretxxxxxxxxxxx");
  });

  test("is not both made and chosen", () =>
    refused(
      { GenerateSecret: true, ClientSecret: "x".repeat(24) },
      "You cannot specify both GenerateSecret and ClientSecret.",
    ));

  test("has 24 characters or more", () =>
    refused(
      { ClientSecret: "x".repeat(23) },
      "1 validation error detected: Value at 'clientSecret' failed to satisfy constraint: Member must have length greater than or equal to 24",
    ));
});

test("takes id and secret that a fixture fixes, once", async () => {
  const input = { UserPoolId: pool.Id, ClientName: "seeded" };
  const pins = { clientId: "fixedclientid", clientSecret: "fixed_secret_of_a_fixture" };
  const call = () => emulator().app.call("cognito-idp", "CreateUserPoolClient", input, { pins });
  expect(await call()).toMatchObject({
    UserPoolClient: { ClientId: "fixedclientid", ClientSecret: "fixed_secret_of_a_fixture" },
  });
  await refusal(call(), "InvalidParameterException", "User pool client fixedclientid already exists.");
});

describe("refuses", () => {
  test("an unknown pool", () =>
    refusal(
      create({ UserPoolId: "us-east-1_Unknown00" }),
      "ResourceNotFoundException",
      "User pool us-east-1_Unknown00 does not exist.",
    ));

  test.each([
    [{ AccessTokenValidity: 4, TokenValidityUnits: { AccessToken: "minutes" } }],
    [{ AccessTokenValidity: 2, TokenValidityUnits: { AccessToken: "days" } }],
    [{ IdTokenValidity: 299, TokenValidityUnits: { IdToken: "seconds" } }],
    [{ IdTokenValidity: 25 }],
    [{ RefreshTokenValidity: 59, TokenValidityUnits: { RefreshToken: "minutes" } }],
    [{ RefreshTokenValidity: 3651 }],
  ] as const)("a token validity out of range: %o", (validity) =>
    refused(validity, "Invalid range for token validity."),
  );

  test("tokens that outlive their refresh token", () =>
    refused(
      { AccessTokenValidity: 3, RefreshTokenValidity: 2, TokenValidityUnits: { RefreshToken: "hours" } },
      "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
    ));

  test.each([["custom:unknown"], ["dev:custom:vip"]])("reading %s", (name) =>
    refused({ ReadAttributes: [name] }, "Invalid read attributes specified while creating a client"),
  );

  test.each([["custom:unknown"], ["dev:custom:vip"], ["sub"], ["email_verified"], ["phone_number_verified"]])(
    "writing %s",
    (name) =>
      refused(
        { WriteAttributes: ["email", name] },
        "Invalid write attributes specified while creating a client",
      ),
  );

  test("not writing a required attribute", () =>
    refused({ WriteAttributes: ["name"] }, "Invalid write attributes specified while creating a client"));

  test("old and new names of auth flows together", () =>
    refused(
      { ExplicitAuthFlows: ["USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] },
      "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    ));

  test("REFRESH_TOKEN_AUTH beside rotation", () =>
    refused(
      { ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"], RefreshTokenRotation: { Feature: "ENABLED" } },
      "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.",
    ));

  test("client tokens with another flow or without a secret", async () => {
    // The SDK's type does not know the value that the documentation of GetClientToken asks for.
    const flows = (...names: string[]) =>
      names as NonNullable<CreateUserPoolClientCommandInput["ExplicitAuthFlows"]>;
    await refused(
      { GenerateSecret: true, ExplicitAuthFlows: flows("ALLOW_CLIENT_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH") },
      "ALLOW_CLIENT_TOKEN_AUTH cannot be combined with other auth flows.",
    );
    await refused(
      { ExplicitAuthFlows: flows("ALLOW_CLIENT_TOKEN_AUTH") },
      "ALLOW_CLIENT_TOKEN_AUTH requires a client secret.",
    );
    const client = await create({
      GenerateSecret: true,
      ExplicitAuthFlows: flows("ALLOW_CLIENT_TOKEN_AUTH"),
    });
    expect(client.ExplicitAuthFlows).toEqual(["ALLOW_CLIENT_TOKEN_AUTH"]);
  });

  test("user context data without a secret", () =>
    refused(
      { EnablePropagateAdditionalUserContextData: true },
      "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
    ));

  test("analytics in part, and in both ways", async () => {
    const message =
      "Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid";
    await refused({ AnalyticsConfiguration: { ApplicationId: "a" } }, message);
    await refused(
      {
        AnalyticsConfiguration: {
          ApplicationId: "a",
          RoleArn: "arn:aws:iam::123456789012:role/r",
          ExternalId: "e",
          ApplicationArn: "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a",
        },
      },
      message,
    );
  });

  test("what the pool's tier does not have", async () => {
    const lite = await aPool(emulator(), { UserPoolTier: "LITE" });
    const prefix = "The following features need to be disabled for the LITE pricing tier configured: ";
    await refusal(
      create({ UserPoolId: lite.Id, RefreshTokenRotation: { Feature: "ENABLED" } }),
      "FeatureUnavailableInTierException",
      `${prefix}Refresh Token Rotation`,
    );
    await refusal(
      create({ UserPoolId: lite.Id, ExplicitAuthFlows: ["ALLOW_USER_AUTH"] }),
      "FeatureUnavailableInTierException",
      `${prefix}Choice-Based Sign-In`,
    );
  });
});
