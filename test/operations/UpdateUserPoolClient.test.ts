// UpdateUserPoolClient: a full replacement, apart from name and secrets.
import {
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
  type UpdateUserPoolClientCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aPool, type MadeClient } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const update = (client: MadeClient, input: Partial<UpdateUserPoolClientCommandInput> = {}) =>
  emulator().idp.send(
    new UpdateUserPoolClientCommand({ UserPoolId: client.UserPoolId, ClientId: client.ClientId, ...input }),
  );

const described = async ({ UserPoolId, ClientId }: MadeClient) =>
  (await emulator().idp.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient;

describe("remembers", () => {
  test("what is given, and answers the whole client", async () => {
    const client = await aClient(emulator(), await aPool(emulator()), { ExplicitAuthFlows: undefined });
    emulator().clock.advance({ minutes: 1 });
    const { UserPoolClient } = await update(client, { ClientName: "renamed", AccessTokenValidity: 2 });
    expect(UserPoolClient).toEqual({
      ...client,
      ClientName: "renamed",
      AccessTokenValidity: 2,
      LastModifiedDate: expect.any(Date),
    });
    expect(Number(UserPoolClient?.LastModifiedDate)).toBeGreaterThanOrEqual(
      Number(client.LastModifiedDate) + 60_000,
    );
    expect(await described(client)).toEqual(UserPoolClient);
  });

  test("the defaults of what is not given, but name and secret", async () => {
    const pool = await aPool(emulator());
    const client = await aClient(emulator(), pool, {
      ClientName: "kept",
      GenerateSecret: true,
      AccessTokenValidity: 2,
      RefreshTokenValidity: 5,
      TokenValidityUnits: { AccessToken: "hours" },
      ReadAttributes: ["email"],
      WriteAttributes: ["email"],
      CallbackURLs: ["https://example.com"],
      DefaultRedirectURI: "https://example.com",
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid"],
      AllowedOAuthFlowsUserPoolClient: true,
      SupportedIdentityProviders: ["COGNITO"],
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: false,
      AuthSessionValidity: 5,
      RefreshTokenRotation: { Feature: "DISABLED" },
    });
    const { UserPoolClient } = await update(client);
    expect(UserPoolClient).toEqual({
      UserPoolId: pool.Id,
      ClientId: client.ClientId,
      ClientName: "kept",
      ClientType: "REGULAR",
      ClientSecret: client.ClientSecret,
      CreationDate: client.CreationDate,
      LastModifiedDate: expect.any(Date),
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
      AuthSessionValidity: 3,
    });
    expect(await described(client)).toEqual(UserPoolClient);
  });
});

describe("refuses", () => {
  test("an unknown client, and one of another pool", async () => {
    const pool = await aPool(emulator());
    const other = await aClient(emulator(), await aPool(emulator()));
    await refusal(
      update({ ...other, UserPoolId: pool.Id }),
      "ResourceNotFoundException",
      `User pool client ${other.ClientId} does not exist.`,
    );
    await refusal(
      update({ ...other, UserPoolId: "us-east-1_Unknown00" }),
      "ResourceNotFoundException",
      "User pool us-east-1_Unknown00 does not exist.",
    );
  });

  test("what CreateUserPoolClient refuses, in its own words, and changes nothing", async () => {
    const client = await aClient(emulator(), await aPool(emulator()));
    await refusal(
      update(client, { ReadAttributes: ["unknown"] }),
      "InvalidParameterException",
      "Invalid read attributes specified while updating a client",
    );
    await refusal(
      update(client, { WriteAttributes: ["sub"] }),
      "InvalidParameterException",
      "Invalid write attributes specified while updating a client",
    );
    await refusal(
      update(client, { AllowedOAuthFlows: ["client_credentials"], AllowedOAuthScopes: ["openid"] }),
      "InvalidOAuthFlowException",
      "client_credentials flow can not be selected if client does not have a client secret.",
    );
    await refusal(
      update(client, { AllowedOAuthScopes: ["api/read"] }),
      "ScopeDoesNotExistException",
      "Invalid scope requested: api/read",
    );
    expect(await described(client)).toEqual(client);
  });
});
