// Shortcuts for tests of choice-based sign-in: pools that allow first factors, users who have them.
import {
  AdminCreateUserCommand,
  type AuthFactorType,
  type ChallengeNameType,
  InitiateAuthCommand,
  type InitiateAuthCommandInput,
  type InitiateAuthCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";
import { type ClientInput, lastMessage, type PoolInput, SMS } from "./accounts.js";
import { aClient, aPool, attributeList, type MadeClient, type MadePool } from "./builders.js";
import type { TestEmulator } from "./emulator.js";

export const CHOICE: ClientInput = { ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] };

export interface Site {
  readonly pool: MadePool;
  readonly client: MadeClient;
}

/** A pool that allows these first factors beside the password, and a client with USER_AUTH. */
export async function aChoicePool(
  emulator: TestEmulator,
  factors: readonly AuthFactorType[] = [],
  pool: PoolInput = {},
  client: ClientInput = {},
): Promise<Site> {
  const made = await aPool(emulator, {
    ...SMS,
    AutoVerifiedAttributes: ["email", "phone_number"],
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", ...factors] } },
    ...pool,
  });
  return { pool: made, client: await aClient(emulator, made, { ...CHOICE, ...client }) };
}

/** A user without a password: status CONFIRMED in pools that allow codes. Answers the stored username. */
export async function aPasswordlessUser(
  { idp }: TestEmulator,
  pool: { Id: string },
  username: string,
  attributes: Record<string, string>,
): Promise<string> {
  const { User } = await idp.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.Id,
      Username: username,
      MessageAction: "SUPPRESS",
      UserAttributes: attributeList(attributes),
    }),
  );
  return User?.Username as string;
}

/** InitiateAuth with USER_AUTH. */
export const choose = (
  { idp }: TestEmulator,
  client: { ClientId: string },
  username: string,
  parameters: Record<string, string> = {},
  more: Partial<InitiateAuthCommandInput> = {},
): Promise<InitiateAuthCommandOutput> =>
  idp.send(
    new InitiateAuthCommand({
      ClientId: client.ClientId,
      AuthFlow: "USER_AUTH",
      AuthParameters: { USERNAME: username, ...parameters },
      ...more,
    }),
  );

export const prefer = (
  emulator: TestEmulator,
  client: { ClientId: string },
  username: string,
  challenge: ChallengeNameType,
  more: Record<string, string> = {},
) => choose(emulator, client, username, { PREFERRED_CHALLENGE: challenge, ...more });

/** The code of the newest sign-in message. */
export const sentCode = (emulator: TestEmulator, pool: { Id: string }): string =>
  lastMessage(emulator, { poolId: pool.Id, kind: "Authentication" }).code;
