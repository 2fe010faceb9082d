// GetClientToken: what the token of a machine says, which scopes it gets, and who is refused one.
import {
  AddUserPoolClientSecretCommand,
  DeleteResourceServerCommand,
  DeleteUserPoolClientSecretCommand,
  GetUserCommand,
  ListUserPoolClientSecretsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { aClient, aPool } from "../support/builders.js";
import { aMachine, clientToken, SCOPES } from "../support/machines.js";
import { refusal } from "../support/refusal.js";
import { claimsOf, decodeJwt } from "../support/tokens.js";
import { eventsOf, FUNCTION, useTriggers } from "../triggers/obedient.js";

const { emulator, aSite } = useTriggers();

const V3 = { PreTokenGenerationConfig: { LambdaVersion: "V3_0", LambdaArn: FUNCTION } } as const;

async function aTokenOf(client: { ClientId: string; ClientSecret?: string }, Scopes?: string[]) {
  const { ClientAuthenticationResult } = await clientToken(emulator(), client, { Scopes });
  return ClientAuthenticationResult!;
}

describe("a machine's token", () => {
  it("is of the client itself and grants all its scopes", async () => {
    const pool = await aPool(emulator());
    const client = await aMachine(emulator(), pool, { AllowedOAuthScopes: [...SCOPES, "openid"] });
    const { $metadata: _, ...answer } = await clientToken(emulator(), client);
    expect(answer).toEqual({
      ClientAuthenticationResult: {
        AccessToken: expect.any(String),
        ExpiresIn: 3600,
        TokenType: "Bearer",
      },
    });
    const now = Math.floor(emulator().clock.now() / 1000);
    const { header, claims } = decodeJwt(answer.ClientAuthenticationResult?.AccessToken);
    expect(header).toEqual({ kid: expect.any(String), alg: "RS256" });
    expect(claims).toEqual({
      sub: client.ClientId,
      token_use: "access",
      scope: "solar/read solar/write",
      auth_time: expect.closeTo(now, -1),
      iss: expect.stringMatching(new RegExp(`/${pool.Id}$`)),
      exp: Number(claims.iat) + 3600,
      iat: claims.auth_time,
      version: 2,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      client_id: client.ClientId,
    });
  });

  it("is signed with the pool's key for access tokens", async () => {
    const pool = await aPool(emulator());
    const client = await aMachine(emulator(), pool);
    const { AccessToken } = await aTokenOf(client);
    const issuer = `${emulator().url}/${pool.Id}`;
    const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(AccessToken!, keys, { issuer });
    expect(payload.client_id).toBe(client.ClientId);
  });

  it("lives as long as the client's access tokens", async () => {
    const client = await aMachine(emulator(), await aPool(emulator()), {
      AccessTokenValidity: 5,
      TokenValidityUnits: { AccessToken: "minutes" },
    });
    const { AccessToken, ExpiresIn } = await aTokenOf(client);
    const { exp, iat } = claimsOf(AccessToken);
    expect([ExpiresIn, Number(exp) - Number(iat)]).toEqual([300, 300]);
  });

  it("grants the scopes that were asked for, each once", async () => {
    const client = await aMachine(emulator(), await aPool(emulator()));
    const { AccessToken } = await aTokenOf(client, ["solar/write", "solar/write"]);
    expect(claimsOf(AccessToken).scope).toBe("solar/write");
  });

  it("is not for the operations of users", async () => {
    const { AccessToken } = await aTokenOf(await aMachine(emulator(), await aPool(emulator())));
    await refusal(
      emulator().idp.send(new GetUserCommand({ AccessToken })),
      "NotAuthorizedException",
      "Access Token does not have required scopes",
    );
  });

  it("is given for each active secret and for no retired one", async () => {
    const pool = await aPool(emulator());
    const client = await aMachine(emulator(), pool);
    const ids = { UserPoolId: pool.Id, ClientId: client.ClientId };
    const { ClientSecretDescriptor } = await emulator().idp.send(new AddUserPoolClientSecretCommand(ids));
    const second = { ...client, ClientSecret: ClientSecretDescriptor!.ClientSecretValue! };
    expect(await aTokenOf(client)).toBeDefined();
    expect(await aTokenOf(second)).toBeDefined();
    const { ClientSecrets } = await emulator().idp.send(new ListUserPoolClientSecretsCommand(ids));
    const [first] = ClientSecrets!;
    await emulator().idp.send(
      new DeleteUserPoolClientSecretCommand({ ...ids, ClientSecretId: first!.ClientSecretId }),
    );
    await refusal(aTokenOf(client), "NotAuthorizedException", "Invalid client or secret");
    expect(await aTokenOf(second)).toBeDefined();
  });

  it("needs no signature and no header of one", async () => {
    const client = await aMachine(emulator(), await aPool(emulator()));
    const answer = await fetch(emulator().url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.GetClientToken",
      },
      body: JSON.stringify({ ClientId: client.ClientId, Secret: client.ClientSecret }),
    });
    expect(answer.status).toBe(200);
  });
});

describe("refuses", () => {
  it("a client that does not exist", async () => {
    await refusal(
      aTokenOf({ ClientId: "nothing", ClientSecret: "x".repeat(24) }),
      "ResourceNotFoundException",
      "User pool client nothing does not exist.",
    );
  });

  it("a client of users, whatever it knows", async () => {
    const client = await aClient(emulator(), await aPool(emulator()), { GenerateSecret: true });
    await refusal(
      aTokenOf(client),
      "InvalidParameterException",
      "ALLOW_CLIENT_TOKEN_AUTH is not enabled for the client.",
    );
  });

  it("a wrong secret", async () => {
    const client = await aMachine(emulator(), await aPool(emulator()));
    await refusal(
      aTokenOf({ ...client, ClientSecret: "x".repeat(52) }),
      "NotAuthorizedException",
      "Invalid client or secret",
    );
  });

  it.each(["solar/else", "openid", "aws.cognito.signin.user.admin", "solar/write"])(
    "the scope %s of a client that has solar/read",
    async (scope) => {
      const client = await aMachine(emulator(), await aPool(emulator()), {
        AllowedOAuthScopes: ["solar/read", "openid"],
      });
      await refusal(
        aTokenOf(client, ["solar/read", scope]),
        "InvalidParameterException",
        `Invalid scope requested: ${scope}`,
      );
    },
  );

  it("a client that has no scope of a resource server, or has none any more", async () => {
    const pool = await aPool(emulator());
    const client = await aMachine(emulator(), pool);
    const removal = { UserPoolId: pool.Id, Identifier: "solar" };
    await emulator().idp.send(new DeleteResourceServerCommand(removal));
    await refusal(
      aTokenOf(client),
      "InvalidParameterException",
      `Client ${client.ClientId} has no scopes of resource servers.`,
    );
    await refusal(
      aTokenOf(client, ["solar/read"]),
      "InvalidParameterException",
      "Invalid scope requested: solar/read",
    );
  });
});

describe("PreTokenGeneration", () => {
  it("is asked in its third version, with the metadata", async () => {
    const { pool } = await aSite(V3);
    const client = await aMachine(emulator(), pool);
    await clientToken(emulator(), client, { ClientMetadata: { tenant: "a" }, Scopes: ["solar/read"] });
    expect(eventsOf(emulator(), pool)).toEqual([
      expect.objectContaining({
        version: "3",
        triggerSource: "TokenGeneration_ClientCredentials",
        callerContext: expect.objectContaining({ clientId: client.ClientId }),
        request: expect.objectContaining({
          scopes: ["solar/read"],
          userAttributes: {},
          clientMetadata: { tenant: "a" },
        }),
      }),
    ]);
  });

  it("changes claims and scopes, not what identifies the machine, and gives it no groups", async () => {
    const { pool } = await aSite(V3, {
      TokenGeneration: {
        response: {
          claimsAndScopeOverrideDetails: {
            accessTokenGeneration: {
              claimsToAddOrOverride: { tenant: { id: 7 }, sub: "someone", client_id: "else" },
              scopesToAdd: ["extra/one"],
              scopesToSuppress: ["solar/write"],
            },
            groupOverrideDetails: { groupsToOverride: ["admins"] },
          },
        },
      },
    });
    const client = await aMachine(emulator(), pool);
    const claims = claimsOf((await aTokenOf(client)).AccessToken);
    expect(claims).toMatchObject({
      tenant: { id: 7 },
      scope: "solar/read extra/one",
      sub: client.ClientId,
      client_id: client.ClientId,
    });
    expect(claims).not.toHaveProperty("cognito:groups");
  });

  it("is not asked in its earlier versions", async () => {
    for (const config of [
      { PreTokenGeneration: FUNCTION },
      { PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: FUNCTION } } as const,
    ]) {
      const { pool } = await aSite(config);
      expect(await aTokenOf(await aMachine(emulator(), pool))).toBeDefined();
      expect(eventsOf(emulator(), pool)).toEqual([]);
    }
  });

  it("refuses a token by failing", async () => {
    const { pool } = await aSite(V3, { TokenGeneration: { error: "not now" } });
    await refusal(
      aTokenOf(await aMachine(emulator(), pool)),
      "InvalidParameterException",
      "PreTokenGeneration failed with error not now.",
    );
  });
});
