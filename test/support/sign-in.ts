// Shortcuts for tests of signing in.
import { createHmac } from "node:crypto";
import {
  type AuthFlowType,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { attributeList, type MadeClient, PASSWORD } from "./builders.js";
import type { TestEmulator } from "./emulator.js";

export function initiate(
  { idp }: TestEmulator,
  client: { ClientId: string },
  flow: AuthFlowType,
  parameters: Record<string, string>,
): Promise<InitiateAuthCommandOutput> {
  return idp.send(
    new InitiateAuthCommand({ ClientId: client.ClientId, AuthFlow: flow, AuthParameters: parameters }),
  );
}

export const passwordAuth = (
  emulator: TestEmulator,
  client: { ClientId: string },
  username: string,
  password = PASSWORD,
  more: Record<string, string> = {},
) => initiate(emulator, client, "USER_PASSWORD_AUTH", { USERNAME: username, PASSWORD: password, ...more });

export function respond(
  { idp }: TestEmulator,
  client: { ClientId: string },
  challenge: RespondToAuthChallengeCommand["input"]["ChallengeName"],
  session: string | undefined,
  responses: Record<string, string>,
): Promise<RespondToAuthChallengeCommandOutput> {
  return idp.send(
    new RespondToAuthChallengeCommand({
      ClientId: client.ClientId,
      ChallengeName: challenge,
      Session: session,
      ChallengeResponses: responses,
    }),
  );
}

/** What a client that knows its secret sends as SECRET_HASH. */
export function secretHash(client: MadeClient, username: string): string {
  return createHmac("sha256", client.ClientSecret ?? "")
    .update(username + client.ClientId)
    .digest("base64");
}

/** A user who has signed up and not confirmed. Answers the sub. */
export async function anUnconfirmedUser(
  { idp }: TestEmulator,
  client: { ClientId: string },
  username: string,
  attributes: Record<string, string> = {},
): Promise<string> {
  const { UserSub } = await idp.send(
    new SignUpCommand({
      ClientId: client.ClientId,
      Username: username,
      Password: PASSWORD,
      UserAttributes: attributeList(attributes),
    }),
  );
  return UserSub as string;
}
