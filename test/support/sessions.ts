// Shortcuts for tests of session tracking.
import {
  AdminListUserSessionsCommand,
  ListUserSessionsCommand,
  SetUserPoolSessionConfigurationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { aPoolAndClient, type ClientInput, type PoolInput } from "./accounts.js";
import { aConfirmedUser } from "./builders.js";
import type { TestEmulator } from "./emulator.js";

export const SESSION_ID = /^tkn[0-9a-z]{25}$/;

export const NOT_TRACKED = [
  "OperationNotEnabledException",
  "Session tracking is not enabled for this user pool.",
] as const;

export const track = ({ idp }: TestEmulator, pool: { Id: string }, MaxPerUser = 20, on = true) =>
  idp.send(
    new SetUserPoolSessionConfigurationCommand({
      UserPoolId: pool.Id,
      UserSessionTracking: on ? "ENABLED" : "DISABLED",
      TokenSession: { MaxPerUser },
    }),
  );

/** A pool that tracks sessions, a client, and the confirmed user `ada`. */
export async function aTrackedPool(
  emulator: TestEmulator,
  maxPerUser?: number,
  pool?: PoolInput,
  client?: ClientInput,
) {
  const made = await aPoolAndClient(emulator, pool, client);
  await track(emulator, made.pool, maxPerUser);
  await aConfirmedUser(emulator, made.pool, "ada");
  return made;
}

export const sessionsOf = async ({ idp }: TestEmulator, pool: { Id: string }, Username = "ada") =>
  (await idp.send(new AdminListUserSessionsCommand({ UserPoolId: pool.Id, Username }))).Sessions ?? [];

export const ownSessions = async ({ idp }: TestEmulator, AccessToken: string) =>
  (await idp.send(new ListUserSessionsCommand({ AccessToken }))).Sessions ?? [];

/** The session that an access token belongs to. */
export const currentSession = async (emulator: TestEmulator, AccessToken: string): Promise<string> => {
  const current = (await ownSessions(emulator, AccessToken)).find((session) => session.IsCurrentSession);
  return current?.SessionId ?? "";
};
