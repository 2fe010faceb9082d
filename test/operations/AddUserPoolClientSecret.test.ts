// AddUserPoolClientSecret, ListUserPoolClientSecrets and DeleteUserPoolClientSecret: rotating a client's secret.
import {
  AddUserPoolClientSecretCommand,
  DeleteUserPoolClientSecretCommand,
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  ListUserPoolClientSecretsCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool, type MadeClient, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

const of = ({ UserPoolId, ClientId }: MadeClient) => ({ UserPoolId, ClientId });
const add = (client: MadeClient, ClientSecret?: string) =>
  emulator().idp.send(new AddUserPoolClientSecretCommand({ ...of(client), ClientSecret }));
const list = (client: MadeClient, NextToken?: string) =>
  emulator().idp.send(new ListUserPoolClientSecretsCommand({ ...of(client), NextToken }));
const remove = (client: MadeClient, ClientSecretId = "") =>
  emulator().idp.send(new DeleteUserPoolClientSecretCommand({ ...of(client), ClientSecretId }));

const confidential = async () => aClient(emulator(), await aPool(emulator()), { GenerateSecret: true });

describe("AddUserPoolClientSecret", () => {
  test("makes a secret and tells it once", async () => {
    const client = await confidential();
    const { ClientSecretDescriptor } = await add(client);
    expect(ClientSecretDescriptor).toEqual({
      ClientSecretId: expect.stringMatching(new RegExp(`^${client.ClientId}--\\d+$`)),
      ClientSecretValue: expect.stringMatching(/^[0-9a-z]{52}$/),
      ClientSecretCreateDate: expect.any(Date),
    });
    expect(ClientSecretDescriptor?.ClientSecretValue).not.toBe(client.ClientSecret);
    const { ClientSecrets } = await list(client);
    expect(ClientSecrets).toHaveLength(2);
    expect(ClientSecrets?.[1]).toEqual({
      ClientSecretId: ClientSecretDescriptor?.ClientSecretId,
      ClientSecretCreateDate: ClientSecretDescriptor?.ClientSecretCreateDate,
    });
  });

  test("takes a chosen one and does not repeat it", async () => {
    const client = await confidential();
    const { ClientSecretDescriptor } = await add(client, "x".repeat(30));
    expect(ClientSecretDescriptor).not.toHaveProperty("ClientSecretValue");
    expect((await list(client)).ClientSecrets).toHaveLength(2);
  });

  test("lets either secret prove the client until the other is gone", async () => {
    const client = await confidential();
    await aConfirmedUser(emulator(), { Id: String(client.UserPoolId) }, "ada");
    const { ClientSecretDescriptor: added } = await add(client);
    const both = [client.ClientSecret, added?.ClientSecretValue] as const;

    const refresh = async (ClientSecret: string | undefined) => {
      const { AuthenticationResult } = await emulator().idp.send(
        new InitiateAuthCommand({
          ClientId: client.ClientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: {
            USERNAME: "ada",
            PASSWORD,
            SECRET_HASH: secretHash({ ...client, ClientSecret }, "ada"),
          },
        }),
      );
      const { ClientId } = client;
      const RefreshToken = AuthenticationResult?.RefreshToken;
      const command = new GetTokensFromRefreshTokenCommand({ ClientId, ClientSecret, RefreshToken });
      const { AuthenticationResult: refreshed } = await emulator().idp.send(command);
      await emulator().idp.send(new RevokeTokenCommand({ ClientId, ClientSecret, Token: RefreshToken }));
      return refreshed?.TokenType;
    };
    for (const secret of both) expect(await refresh(secret)).toBe("Bearer");

    const [first] = (await list(client)).ClientSecrets ?? [];
    await remove(client, first?.ClientSecretId);
    const unable = `Unable to verify secret hash for client ${client.ClientId}`;
    await refusal(refresh(both[0]), "NotAuthorizedException", unable);
    expect(await refresh(both[1])).toBe("Bearer");
  });

  test("gives secrets of one moment ids of their own", async () => {
    const { clock } = emulator();
    clock.freeze();
    const client = await confidential();
    await add(client);
    clock.resume();
    const ids = (await list(client)).ClientSecrets?.map(({ ClientSecretId }) => ClientSecretId);
    expect(new Set(ids).size).toBe(2);
  });

  test("refuses a third secret", async () => {
    const client = await confidential();
    await add(client);
    await refusal(
      add(client),
      "LimitExceededException",
      `Client ${client.ClientId} already has 2 active secrets.`,
    );
  });

  test("refuses a public client, an unknown one, and a short secret", async () => {
    const open = await aClient(emulator(), await aPool(emulator()));
    await refusal(
      add(open),
      "InvalidParameterException",
      `Client ${open.ClientId} is not configured with a secret.`,
    );
    await refusal(
      add({ ...open, ClientId: "unknown" }),
      "ResourceNotFoundException",
      "User pool client unknown does not exist.",
    );
    await refusal(
      add(open, "short"),
      "InvalidParameterException",
      "1 validation error detected: Value at 'clientSecret' failed to satisfy constraint: Member must have length greater than or equal to 24",
    );
  });
});

describe("ListUserPoolClientSecrets", () => {
  test("is empty for a public client", async () => {
    const client = await aClient(emulator(), await aPool(emulator()));
    expect((await list(client)).ClientSecrets).toEqual([]);
  });

  test("never shows a value, and has no second page", async () => {
    const client = await confidential();
    const { ClientSecrets, NextToken } = await list(client);
    expect(ClientSecrets).toEqual([
      { ClientSecretId: expect.any(String), ClientSecretCreateDate: client.CreationDate },
    ]);
    expect(NextToken).toBeUndefined();
    await refusal(list(client, "token"), "InvalidParameterException", "Invalid pagination token given.");
  });

  test("refuses an unknown client", async () => {
    const client = await confidential();
    await refusal(
      list({ ...client, ClientId: "unknown" }),
      "ResourceNotFoundException",
      "User pool client unknown does not exist.",
    );
  });
});

describe("DeleteUserPoolClientSecret", () => {
  test("retires the first secret, and the second takes its place", async () => {
    const client = await confidential();
    const [first] = (await list(client)).ClientSecrets ?? [];
    const { ClientSecretDescriptor: second } = await add(client);
    const { $metadata: _, ...answer } = await remove(client, first?.ClientSecretId);
    expect(answer).toEqual({});
    expect((await list(client)).ClientSecrets?.map(({ ClientSecretId }) => ClientSecretId)).toEqual([
      second?.ClientSecretId,
    ]);
    const { UserPoolClient } = await emulator().idp.send(new DescribeUserPoolClientCommand(of(client)));
    expect(UserPoolClient?.ClientSecret).toBe(second?.ClientSecretValue);
  });

  test("refuses the last secret and an unknown one", async () => {
    const client = await confidential();
    const [only] = (await list(client)).ClientSecrets ?? [];
    await refusal(
      remove(client, only?.ClientSecretId),
      "InvalidParameterException",
      "Cannot delete the last remaining secret of an app client.",
    );
    await refusal(
      remove(client, "unknown"),
      "ResourceNotFoundException",
      "Client secret unknown does not exist.",
    );
  });
});
