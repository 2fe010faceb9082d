// Shortcuts for tests of self-service: accounts, the codes sent to them, and what became of them.
import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  type CreateUserPoolClientCommandInput,
  type CreateUserPoolCommandInput,
  SignUpCommand,
  type SignUpCommandInput,
  type SignUpCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { InboxFilter, InboxMessage } from "../../src/core/messages/inbox.js";
import {
  aClient,
  aConfirmedUser,
  aPool,
  attributeList,
  type MadeClient,
  type MadePool,
  PASSWORD,
  signIn,
} from "./builders.js";
import type { TestEmulator } from "./emulator.js";

interface HasClientId {
  readonly ClientId: string;
}
interface HasId {
  readonly Id: string;
}

/** What a pool needs that sends text messages. */
export const SMS = { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::123456789012:role/sms" } };

export type PoolInput = Partial<CreateUserPoolCommandInput>;
export type ClientInput = Partial<CreateUserPoolClientCommandInput>;

/** A pool with one client; e-mail addresses are verified unless `pool` says something else. */
export async function aPoolAndClient(
  emulator: TestEmulator,
  pool: PoolInput = {},
  client: ClientInput = {},
): Promise<{ pool: MadePool; client: MadeClient }> {
  const made = await aPool(emulator, { AutoVerifiedAttributes: ["email"], ...pool });
  return { pool: made, client: await aClient(emulator, made, client) };
}

export function signUp(
  { idp }: TestEmulator,
  { ClientId }: HasClientId,
  Username: string,
  attributes: Record<string, string> = {},
  more: Partial<SignUpCommandInput> = {},
): Promise<SignUpCommandOutput> {
  const UserAttributes = attributeList(attributes);
  return idp.send(new SignUpCommand({ ClientId, Username, Password: PASSWORD, UserAttributes, ...more }));
}

/** Signs a user up with an e-mail address and confirms it. Answers the stored username. */
export async function aVerifiedUser(
  emulator: TestEmulator,
  pool: HasId,
  client: HasClientId,
  username: string,
  attributes: Record<string, string> = { email: `${username}@example.com` },
): Promise<string> {
  await signUp(emulator, client, username, attributes);
  const { code, username: stored } = lastMessage(emulator, { poolId: pool.Id, kind: "SignUp" });
  await emulator.idp.send(
    new ConfirmSignUpCommand({ ClientId: client.ClientId, Username: username, ConfirmationCode: code }),
  );
  return stored;
}

/** A pool, a client, a signed-in user `ada` with these attributes, and the access token. */
export async function aSignedInUser(
  emulator: TestEmulator,
  attributes: Record<string, string> = {},
  poolInput: PoolInput = {},
  clientInput: ClientInput = {},
) {
  const { pool, client } = await aPoolAndClient(emulator, poolInput, clientInput);
  const username = await aConfirmedUser(
    emulator,
    pool,
    poolInput.UsernameAttributes ? "ada@example.com" : "ada",
    attributes,
  );
  const { AccessToken } = await signIn(emulator, pool, client, username);
  return { pool, client, username, AccessToken };
}

/**
 * A signed-in user's calls of an operation at the same moment: each has read the user before the first one writes.
 * Over HTTP they would follow one another.
 */
export async function atOnce(
  { app }: TestEmulator,
  AccessToken: string,
  operation: string,
  inputs: readonly object[],
): Promise<string[]> {
  const call = (name: string, input: object) => app.call("cognito-idp", name, { AccessToken, ...input });
  // From now on the token's signature is known, and reading it takes equally long for all.
  await call("GetUser", {});
  const outcomes = await Promise.allSettled(inputs.map((input) => call(operation, input)));
  return outcomes.map(({ status }) => status);
}

/** The newest message that matches. */
export function lastMessage(emulator: TestEmulator, filter: InboxFilter): InboxMessage & { code: string } {
  const message = emulator.inbox.list(filter).at(-1);
  if (message?.code === undefined) throw new Error(`no message with a code for ${JSON.stringify(filter)}`);
  return { ...message, code: message.code };
}

/** A code of the same form that is not `code`. */
export const wrong = (code: string): string => code.replace(/^./, (digit) => (digit === "9" ? "0" : "9"));

export interface Account {
  readonly status: string | undefined;
  readonly enabled: boolean | undefined;
  /** Without the sub. */
  readonly attributes: Record<string, string>;
}

/** What an administrator sees of a user. */
export async function account({ idp }: TestEmulator, pool: HasId, username: string): Promise<Account> {
  const user = await idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: username }));
  const { sub: _, ...attributes } = attributesOf(user.UserAttributes);
  return { status: user.UserStatus, enabled: user.Enabled, attributes };
}

export const attributesOf = (
  list: readonly { Name: string | undefined; Value?: string | undefined }[] = [],
): Record<string, string> => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));

/** An answer without what the SDK adds. */
export function output<T extends { $metadata: unknown }>({ $metadata, ...members }: T): Omit<T, "$metadata"> {
  return members;
}
