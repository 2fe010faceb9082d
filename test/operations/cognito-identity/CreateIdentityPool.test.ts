// CreateIdentityPool: defaults, every setting, the rules for them, and ids fixed in advance.
import {
  CreateIdentityPoolCommand,
  type CreateIdentityPoolCommandInput,
  DescribeIdentityPoolCommand,
} from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { aUserPool, nobody, providerOf } from "./setup.js";

const emulator = useEmulator();

const create = (input: Partial<CreateIdentityPoolCommandInput> = {}) =>
  emulator().identity.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: "test",
      AllowUnauthenticatedIdentities: false,
      ...input,
    }),
  );

const invalid = (input: Partial<CreateIdentityPoolCommandInput>, message: string) =>
  refusal(create(input), "InvalidParameterException", message);

describe("CreateIdentityPool", () => {
  it("fills in the defaults", async () => {
    const { $metadata, ...pool } = await create();
    expect(pool).toEqual({
      IdentityPoolId: expect.stringMatching(/^us-east-1:[0-9a-f-]{36}$/),
      IdentityPoolName: "test",
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      IdentityPoolTags: {},
    });
  });

  it("keeps every setting", async () => {
    const { pool, client } = await aUserPool(emulator());
    const settings = {
      IdentityPoolName: "Everything + more",
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      SupportedLoginProviders: { "accounts.google.com": "google-app", "graph.facebook.com": "123" },
      DeveloperProviderName: "login.example",
      OpenIdConnectProviderARNs: ["arn:aws:iam::000000000000:oidc-provider/idp.example"],
      CognitoIdentityProviders: [
        { ProviderName: providerOf(pool), ClientId: client.ClientId, ServerSideTokenCheck: true },
      ],
      SamlProviderARNs: ["arn:aws:iam::000000000000:saml-provider/corporate"],
      IdentityPoolTags: { team: "a" },
    };
    const { $metadata, ...created } = await create(settings);
    expect(created).toEqual({ ...settings, IdentityPoolId: created.IdentityPoolId });
    const described = await emulator().identity.send(
      new DescribeIdentityPoolCommand({ IdentityPoolId: created.IdentityPoolId }),
    );
    expect(described).toMatchObject(created);
  });

  it("takes the id that the tag _custom_id_ gives, once", async () => {
    const IdentityPoolTags = { _custom_id_: nobody() };
    const pool = await create({ IdentityPoolTags });
    expect(pool).toMatchObject({ IdentityPoolId: IdentityPoolTags._custom_id_, IdentityPoolTags });
    await refusal(
      create({ IdentityPoolTags }),
      "ResourceConflictException",
      `Identity pool ${IdentityPoolTags._custom_id_} already exists.`,
    );
    await invalid(
      { IdentityPoolTags: { _custom_id_: "mine" } },
      "The identity pool id 'mine' given by the tag _custom_id_ is not a valid one: it must match [\\w-]+:[0-9a-f-]+ and have at most 55 characters.",
    );
  });

  it("takes the id that a fixture fixes", async () => {
    const identityPoolId = nobody();
    const answer = await emulator().app.call(
      "cognito-identity",
      "CreateIdentityPool",
      { IdentityPoolName: "fixed", AllowUnauthenticatedIdentities: true },
      { pins: { identityPoolId } },
    );
    expect(answer).toMatchObject({ IdentityPoolId: identityPoolId });
  });

  it("refuses user pools and clients that do not exist", async () => {
    const { pool, client } = await aUserPool(emulator());
    const other = await aUserPool(emulator());
    const message = "Invalid Cognito Identity Provider";
    for (const provider of [
      { ProviderName: providerOf(pool), ClientId: "unknown" },
      { ProviderName: providerOf(other.pool), ClientId: client.ClientId },
      { ProviderName: `https://${providerOf(pool)}`, ClientId: client.ClientId },
      { ProviderName: providerOf(pool) },
    ])
      await invalid({ CognitoIdentityProviders: [provider] }, message);
  });

  it("refuses providers that nobody knows", async () => {
    await invalid({ SupportedLoginProviders: { "my.site": "app" } }, "Invalid login provider: my.site");
    const arn = "arn:aws:iam::000000000000:role/no-provider";
    await invalid({ OpenIdConnectProviderARNs: [arn] }, `Invalid ARN: ${arn}`);
    await invalid({ SamlProviderARNs: [arn] }, `Invalid ARN: ${arn}`);
  });

  it("refuses tags beyond the rules", async () => {
    await invalid({ IdentityPoolTags: { "aws:mine": "" } }, "Tag keys cannot start with aws:");
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, ""]));
    await invalid({ IdentityPoolTags: many }, "A resource cannot have more than 50 tags");
  });
});
