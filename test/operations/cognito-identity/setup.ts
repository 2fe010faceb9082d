// The state that tests of identity pools start from.
import { randomUUID } from "node:crypto";
import {
  CreateIdentityPoolCommand,
  type CreateIdentityPoolCommandInput,
  GetIdCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  SetIdentityPoolRolesCommand,
} from "@aws-sdk/client-cognito-identity";
import { aClient, aPool, type MadeClient, type MadePool } from "../../support/builders.js";
import type { TestEmulator } from "../../support/emulator.js";

export const AUTH_ROLE = "arn:aws:iam::000000000000:role/signed-in";
export const GUEST_ROLE = "arn:aws:iam::000000000000:role/guest";
export const ADMIN_ROLE = "arn:aws:iam::000000000000:role/admin";
export const DEVELOPER = "login.example";

/** An id of the right shape that names nothing. */
export const nobody = (): string => `us-east-1:${randomUUID()}`;

export const providerOf = (pool: { Id: string }): string => `cognito-idp.us-east-1.amazonaws.com/${pool.Id}`;

/** A user pool with a client. */
export async function aUserPool(emulator: TestEmulator): Promise<{ pool: MadePool; client: MadeClient }> {
  const pool = await aPool(emulator);
  return { pool, client: await aClient(emulator, pool) };
}

/** An identity pool with both roles, which allows guests and the basic flow. Answers its id. */
export async function anIdentityPool(
  { identity }: TestEmulator,
  input: Partial<CreateIdentityPoolCommandInput> = {},
): Promise<string> {
  const { IdentityPoolId } = await identity.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: "test",
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      ...input,
    }),
  );
  const Roles = { authenticated: AUTH_ROLE, unauthenticated: GUEST_ROLE };
  await identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles }));
  return IdentityPoolId as string;
}

/** How an identity pool trusts clients of user pools. */
export const trusting = (
  ...trusted: { pool: { Id: string }; client: { ClientId: string } }[]
): Partial<CreateIdentityPoolCommandInput> => ({
  CognitoIdentityProviders: trusted.map(({ pool, client }) => ({
    ProviderName: providerOf(pool),
    ClientId: client.ClientId,
  })),
});

export async function getId(
  { identity }: TestEmulator,
  IdentityPoolId: string,
  Logins?: Record<string, string>,
): Promise<string> {
  const { IdentityId } = await identity.send(new GetIdCommand({ IdentityPoolId, Logins }));
  return IdentityId as string;
}

/** Identity and OpenID token of a developer's user. */
export async function developerLogin(
  { identity }: TestEmulator,
  IdentityPoolId: string,
  user: string,
  more: { IdentityId?: string; Logins?: Record<string, string> } = {},
): Promise<{ IdentityId: string; Token: string }> {
  const answer = await identity.send(
    new GetOpenIdTokenForDeveloperIdentityCommand({
      IdentityPoolId,
      IdentityId: more.IdentityId,
      Logins: { [DEVELOPER]: user, ...more.Logins },
    }),
  );
  return { IdentityId: answer.IdentityId as string, Token: answer.Token as string };
}
