// The pools and users that the table walks through: one pool for each kind of device, one user for each cell but the flow.
import { join } from "node:path";
import {
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  type UserPoolMfaType,
} from "@aws-sdk/client-cognito-identity-provider";
import { SMS, signUp } from "../../support/accounts.js";
import {
  aClient,
  aConfirmedUser,
  aPool,
  type MadeClient,
  type MadePool,
  PASSWORD,
} from "../../support/builders.js";
import { confirmDevice, type TestDevice } from "../../support/devices.js";
import type { TestEmulator } from "../../support/emulator.js";
import {
  emailFactor,
  enrol,
  first,
  on,
  PHONE,
  prefer,
  SES,
  setMfa,
  smsFactor,
  totpFactor,
} from "../../support/mfa.js";
import { addPasskey, type SoftKey } from "../../support/passkeys.js";
import { passwordAuth } from "../../support/sign-in.js";
import {
  type Cell,
  canExist,
  DEVICES,
  type Device,
  FACTORS,
  type Mfa,
  STATUSES,
  type Status,
} from "./cells.js";

const file = join(import.meta.dirname, "../../triggers/handlers/one-riddle.mjs");

/** The functions that the pools' custom sign-ins call. */
export const TRIGGERS = { define: `${file}#define`, create: `${file}#create`, verify: `${file}#verify` };

const arn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

export interface Site {
  readonly pool: MadePool;
  readonly client: MadeClient;
}

export interface TableUser {
  readonly site: Site;
  readonly username: string;
  readonly device?: TestDevice;
  readonly passkey?: SoftKey;
}

export type World = (cell: Omit<Cell, "flow" | "mfa">) => TableUser;

const offered = { ...smsFactor, ...emailFactor, ...totpFactor };
const passkeys = {
  WebAuthnConfiguration: {
    RelyingPartyId: "localhost",
    // Where a second factor is required, passkeys have to be one for who turns them on; nobody does here.
    FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION" as const,
  },
};

const preferences = {
  SMS: { SMSMfaSettings: on },
  "e-mail": { EmailMfaSettings: on },
  TOTP: { SoftwareTokenMfaSettings: on },
  "SMS and TOTP": { SMSMfaSettings: on, SoftwareTokenMfaSettings: on },
  "SMS and preferred TOTP": { SMSMfaSettings: on, SoftwareTokenMfaSettings: first },
};

async function aSite(emulator: TestEmulator, mfa: Mfa, device: Device): Promise<Site> {
  const pool = await aPool(emulator, {
    ...{ ...SES, ...SMS },
    // A code as first factor and a second factor that is required exclude each other.
    Policies: {
      SignInPolicy: {
        AllowedFirstAuthFactors: [
          "PASSWORD",
          "WEB_AUTHN",
          ...(mfa === "ON" ? [] : (["EMAIL_OTP", "SMS_OTP"] as const)),
        ],
      },
    },
    LambdaConfig: {
      DefineAuthChallenge: arn("define"),
      CreateAuthChallenge: arn("create"),
      VerifyAuthChallengeResponse: arn("verify"),
    },
    ...(device !== "untracked" && {
      DeviceConfiguration: {
        ChallengeRequiredOnNewDevice: device !== "remembered",
        DeviceOnlyRememberedOnUserPrompt: false,
      },
    }),
  });
  // Optional until every user has what it needs.
  await setMfa(emulator, pool, "OPTIONAL", { ...offered, ...passkeys });
  const client = await aClient(emulator, pool, {
    ExplicitAuthFlows: [
      ...(["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"] as const),
      ...(["ALLOW_CUSTOM_AUTH", "ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] as const),
    ],
  });
  return { pool, client };
}

/** Where a second factor is required an address would be one: there, only what the factors need. */
function attributesFor(
  { factors, status }: Omit<Cell, "flow" | "mfa">,
  mfa: Mfa,
  username: string,
): Record<string, string> {
  const email = { email: `${username}@example.com`, email_verified: "true" };
  // Who can't be sent a code can't be made to reset a password.
  if (status === "RESET_REQUIRED" || factors === "e-mail")
    return { ...email, ...(factors.includes("SMS") && { phone_number: PHONE }) };
  if (factors.includes("SMS")) return { phone_number: PHONE };
  return mfa === "ON" ? {} : { ...email, phone_number: PHONE };
}

async function aUser(
  emulator: TestEmulator,
  site: Site,
  mfa: Mfa,
  wanted: Omit<Cell, "flow" | "mfa">,
): Promise<TableUser> {
  const { pool, client } = site;
  const { status, factors, device } = wanted;
  const username = [status, factors, device].join("-").replaceAll(" ", "_");
  const attributes = attributesFor(wanted, mfa, username);
  const preference = factors in preferences ? preferences[factors as keyof typeof preferences] : undefined;
  if (status === "UNCONFIRMED") {
    const { email_verified: _, ...given } = attributes;
    await signUp(emulator, client, username, given);
    if (preference) await prefer(emulator, pool, username, preference);
    return { site, username };
  }

  await aConfirmedUser(emulator, pool, username, attributes);
  const begun = await passwordAuth(emulator, client, username);
  const AccessToken = begun.AuthenticationResult?.AccessToken ?? "";
  const hasDevice = device === "remembered" || device === "trusted";
  const confirmed = hasDevice ? await confirmDevice(emulator, begun) : undefined;
  const passkey = factors === "passkey" ? await addPasskey(emulator, AccessToken) : undefined;
  if (factors.includes("TOTP")) await enrol(emulator, AccessToken);
  if (preference) await prefer(emulator, pool, username, preference);
  await bringTo(emulator, pool, username, status);
  return { site, username, ...(confirmed && { device: confirmed }), ...(passkey && { passkey }) };
}

async function bringTo(
  { idp }: TestEmulator,
  pool: MadePool,
  Username: string,
  status: Status,
): Promise<void> {
  const user = { UserPoolId: pool.Id, Username };
  if (status === "disabled") await idp.send(new AdminDisableUserCommand(user));
  if (status === "RESET_REQUIRED") await idp.send(new AdminResetUserPasswordCommand(user));
  if (status === "FORCE_CHANGE_PASSWORD")
    await idp.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: false }));
}

export async function aWorld(emulator: TestEmulator, mfa: Mfa): Promise<World> {
  const users = new Map<string, TableUser>();
  const keyOf = ({ status, factors, device }: Omit<Cell, "flow" | "mfa">) => [status, factors, device].join();
  for (const device of DEVICES) {
    const site = await aSite(emulator, mfa, device);
    for (const status of STATUSES)
      for (const factors of FACTORS) {
        const wanted = { status, factors, device };
        if (canExist(wanted)) users.set(keyOf(wanted), await aUser(emulator, site, mfa, wanted));
      }
    await turnTo(emulator, site.pool, mfa);
  }
  return (cell) => {
    const user = users.get(keyOf(cell));
    if (!user) throw new Error(`nobody is ${keyOf(cell)}`);
    return user;
  };
}

const turnTo = (emulator: TestEmulator, pool: MadePool, mode: UserPoolMfaType) =>
  setMfa(emulator, pool, mode, mode === "OFF" ? passkeys : { ...offered, ...passkeys });
