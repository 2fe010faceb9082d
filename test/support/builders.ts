// Shortcuts to the state that most tests start from, made through the official SDK.
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  type AttributeType,
  type AuthenticationResultType,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  type UserPoolClientType,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { TestEmulator } from "./emulator.js";

/** Satisfies the default password policy. */
export const PASSWORD = "Corr3ct-Horse!";

export type MadePool = UserPoolType & { Id: string; Arn: string };
export type MadeClient = UserPoolClientType & { ClientId: string };

export async function aPool(
  { idp }: TestEmulator,
  input: Partial<CreateUserPoolCommandInput> = {},
): Promise<MadePool> {
  const { UserPool } = await idp.send(new CreateUserPoolCommand({ PoolName: "test", ...input }));
  return UserPool as MadePool;
}

/** A client that allows every sign-in flow with a password. */
export async function aClient(
  { idp }: TestEmulator,
  pool: { Id: string },
  input: Partial<CreateUserPoolClientCommandInput> = {},
): Promise<MadeClient> {
  const { UserPoolClient } = await idp.send(
    new CreateUserPoolClientCommand({
      UserPoolId: pool.Id,
      ClientName: "test",
      ExplicitAuthFlows: [
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
      ],
      ...input,
    }),
  );
  return UserPoolClient as MadeClient;
}

/** A user with a permanent password: status CONFIRMED. Answers the stored username. */
export async function aConfirmedUser(
  { idp }: TestEmulator,
  pool: { Id: string },
  username: string,
  attributes: Record<string, string> = {},
  password = PASSWORD,
): Promise<string> {
  const { User } = await idp.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.Id,
      Username: username,
      MessageAction: "SUPPRESS",
      UserAttributes: attributeList(attributes),
    }),
  );
  const Username = User?.Username as string;
  await idp.send(
    new AdminSetUserPasswordCommand({ UserPoolId: pool.Id, Username, Password: password, Permanent: true }),
  );
  return Username;
}

/** Tokens of a user who signs in with a password. */
export async function signIn(
  { idp }: TestEmulator,
  pool: { Id: string },
  client: { ClientId: string },
  username: string,
  password = PASSWORD,
): Promise<Required<Pick<AuthenticationResultType, "AccessToken" | "IdToken" | "RefreshToken">>> {
  const { AuthenticationResult } = await idp.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.Id,
      ClientId: client.ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  );
  return AuthenticationResult as Required<AuthenticationResultType>;
}

export const attributeList = (attributes: Record<string, string>): AttributeType[] =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
