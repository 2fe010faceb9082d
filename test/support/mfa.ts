// Shortcuts for tests of second factors: pools that offer them, users who have them.
import {
  AdminSetUserMFAPreferenceCommand,
  type AdminSetUserMFAPreferenceCommandInput,
  AssociateSoftwareTokenCommand,
  SetUserPoolMfaConfigCommand,
  type SetUserPoolMfaConfigCommandInput,
  type UserPoolMfaType,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { codeOf, nextCode } from "./authenticator.js";
import { aClient, aConfirmedUser, aPool, type MadeClient, type MadePool, signIn } from "./builders.js";
import type { TestEmulator } from "./emulator.js";

export const PHONE = "+15555550123";

/** What a pool needs for e-mail as second factor. */
export const SES = {
  EmailConfiguration: {
    EmailSendingAccount: "DEVELOPER" as const,
    SourceArn: "arn:aws:ses:us-east-1:123456789012:identity/pool@example.com",
  },
};

export const smsFactor = {
  SmsMfaConfiguration: {
    SmsConfiguration: { SnsCallerArn: "arn:aws:iam::123456789012:role/sms", ExternalId: "x" },
  },
};
export const emailFactor = { EmailMfaConfiguration: { Message: "Code {####}", Subject: "Sign-in" } };
export const totpFactor = { SoftwareTokenMfaConfiguration: { Enabled: true } };

export type MfaConfig = Omit<SetUserPoolMfaConfigCommandInput, "UserPoolId" | "MfaConfiguration">;

export function setMfa(
  { idp }: TestEmulator,
  pool: { Id: string },
  MfaConfiguration: UserPoolMfaType,
  config: MfaConfig,
) {
  return idp.send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool.Id, MfaConfiguration, ...config }));
}

/** A pool with these factors, and a client of it. */
export async function anMfaPool(
  emulator: TestEmulator,
  mode: UserPoolMfaType,
  config: MfaConfig,
  input: Parameters<typeof aPool>[1] = {},
): Promise<{ pool: MadePool; client: MadeClient }> {
  const pool = await aPool(emulator, { ...SES, ...input });
  await setMfa(emulator, pool, mode, config);
  return { pool, client: await aClient(emulator, pool) };
}

/** A confirmed user with an authenticator, in a pool where MFA is optional. */
export async function anEnrolledUser(
  emulator: TestEmulator,
  pool: MadePool,
  client: MadeClient,
  username: string,
  attributes: Record<string, string> = {},
): Promise<{ AccessToken: string; secret: string }> {
  await aConfirmedUser(emulator, pool, username, attributes);
  const { AccessToken } = await signIn(emulator, pool, client, username);
  return { AccessToken, secret: await enrol(emulator, AccessToken) };
}

/** Sets an authenticator up. Answers its secret; the code of this moment is used. */
export async function enrol(
  emulator: TestEmulator,
  AccessToken: string,
  FriendlyDeviceName?: string,
): Promise<string> {
  const { idp } = emulator;
  const { SecretCode = "" } = await idp.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  const UserCode = codeOf(emulator, SecretCode);
  await idp.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode, FriendlyDeviceName }));
  nextCode(emulator);
  return SecretCode;
}

export const prefer = (
  { idp }: TestEmulator,
  pool: { Id: string },
  Username: string,
  preference: Omit<AdminSetUserMFAPreferenceCommandInput, "UserPoolId" | "Username">,
) => idp.send(new AdminSetUserMFAPreferenceCommand({ UserPoolId: pool.Id, Username, ...preference }));

export const on = { Enabled: true };
export const first = { Enabled: true, PreferredMfa: true };
export const off = { Enabled: false };
