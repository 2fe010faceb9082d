// Shortcuts for tests of threat protection: pools that have it, devices and addresses to sign in from, events.
import { createHmac } from "node:crypto";
import {
  AdminInitiateAuthCommand,
  AdminListUserAuthEventsCommand,
  type AuthEventType,
  InitiateAuthCommand,
  SetRiskConfigurationCommand,
  type SetRiskConfigurationCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { aClient, aPool, type MadeClient, type MadePool, PASSWORD } from "./builders.js";
import type { TestEmulator } from "./emulator.js";
import { secretHash } from "./sign-in.js";

type Mode = "AUDIT" | "ENFORCED";

/** Settings of a pool with threat protection. */
export const protectedBy = (AdvancedSecurityMode: Mode = "ENFORCED") => ({
  UserPoolTier: "PLUS" as const,
  UserPoolAddOns: { AdvancedSecurityMode },
});

export async function aProtectedPool(
  emulator: TestEmulator,
  risks: Omit<SetRiskConfigurationCommandInput, "UserPoolId"> = {},
  pool: Parameters<typeof aPool>[1] = {},
): Promise<{ pool: MadePool; client: MadeClient }> {
  const made = await aPool(emulator, { ...protectedBy(), ...pool });
  if (Object.keys(risks).length > 0)
    await emulator.idp.send(new SetRiskConfigurationCommand({ UserPoolId: made.Id, ...risks }));
  return { pool: made, client: await aClient(emulator, made) };
}

type EventAction = "BLOCK" | "MFA_IF_CONFIGURED" | "MFA_REQUIRED" | "NO_ACTION";

/** What is done at each level; users are told where there are words for it. */
export const actions = (
  levels: { low?: EventAction; medium?: EventAction; high?: EventAction },
  NotifyConfiguration?: NonNullable<
    SetRiskConfigurationCommandInput["AccountTakeoverRiskConfiguration"]
  >["NotifyConfiguration"],
) => {
  const action = (EventAction: EventAction) => ({
    EventAction,
    Notify: NotifyConfiguration !== undefined,
  });
  const { low, medium, high } = levels;
  return {
    AccountTakeoverRiskConfiguration: {
      Actions: {
        ...(low && { LowAction: action(low) }),
        ...(medium && { MediumAction: action(medium) }),
        ...(high && { HighAction: action(high) }),
      },
      ...(NotifyConfiguration && { NotifyConfiguration }),
    },
  };
};

export const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

/** What amazon-cognito-advanced-security-data.min.js makes of a browser. */
export function encodedData(
  contextData: Record<string, string>,
  { username = "ada", userPoolId = "", clientId = "" } = {},
): string {
  const version = "JS20171115";
  const payload = JSON.stringify({ contextData, username, userPoolId, timestamp: "1721000000000" });
  const signature = createHmac("sha256", clientId).update(version).update(payload).digest("base64");
  return Buffer.from(JSON.stringify({ payload, signature, version })).toString("base64");
}

export interface From {
  readonly ip?: string;
  /** The id of a device. */
  readonly device?: string;
  readonly headers?: Record<string, string>;
}

/** A sign-in through the app's own server, which knows where its user is. */
export function signInFrom(
  { idp }: TestEmulator,
  pool: { Id: string },
  client: MadeClient,
  username: string,
  { ip = "192.0.2.1", device = "laptop", headers = {} }: From = {},
  password = PASSWORD,
) {
  const hash: Record<string, string> = client.ClientSecret
    ? { SECRET_HASH: secretHash(client, username) }
    : {};
  return idp.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.Id,
      ClientId: client.ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD: password, ...hash },
      ContextData: {
        IpAddress: ip,
        ServerName: "example.com",
        ServerPath: "/login",
        HttpHeaders: Object.entries(headers).map(([headerName, headerValue]) => ({
          headerName,
          headerValue,
        })),
        EncodedData: encodedData({ DeviceId: device, UserAgent: CHROME, ClientTimezone: "02:00" }),
      },
    }),
  );
}

/** A sign-in by the user's own app. */
export const appSignIn = (
  { idp }: TestEmulator,
  client: MadeClient,
  username: string,
  UserContextData: { IpAddress?: string; EncodedData?: string } = {},
  password = PASSWORD,
) =>
  idp.send(
    new InitiateAuthCommand({
      ClientId: client.ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: {
        USERNAME: username,
        PASSWORD: password,
        ...(client.ClientSecret && { SECRET_HASH: secretHash(client, username) }),
      },
      UserContextData,
    }),
  );

/** Newest first. */
export async function eventsOf(
  { idp }: TestEmulator,
  pool: { Id: string },
  username: string,
): Promise<AuthEventType[]> {
  const input = { UserPoolId: pool.Id, Username: username };
  const { AuthEvents } = await idp.send(new AdminListUserAuthEventsCommand(input));
  return AuthEvents ?? [];
}
