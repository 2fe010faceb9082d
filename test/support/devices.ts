// Shortcuts for tests of devices: pools that track them, sign-ins that get, confirm and prove them.
import {
  ConfirmDeviceCommand,
  type CreateUserPoolCommandInput,
  type DeviceConfigurationType,
  type RespondToAuthChallengeCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";
import { aClient, aConfirmedUser, aPool, type MadeClient, type MadePool, PASSWORD } from "./builders.js";
import type { TestEmulator } from "./emulator.js";
import { initiate, respond } from "./sign-in.js";
import { deviceSecret, srpClient, srpParty } from "./srp-client.js";

/** Devices are remembered at once and stand for the second factor. */
export const ALWAYS: DeviceConfigurationType = {
  ChallengeRequiredOnNewDevice: true,
  DeviceOnlyRememberedOnUserPrompt: false,
};
/** Users choose which devices are remembered. */
export const OPT_IN: DeviceConfigurationType = { ...ALWAYS, DeviceOnlyRememberedOnUserPrompt: true };

export interface Site {
  readonly pool: MadePool;
  readonly client: MadeClient;
}

export interface TestDevice {
  readonly key: string;
  readonly groupKey: string;
  readonly password: string;
  readonly AccessToken: string;
  readonly RefreshToken: string;
}

type Parameters = Record<string, string>;

/** A pool that tracks devices, a client of it, and a user `ada`. */
export async function aDeviceSite(
  emulator: TestEmulator,
  DeviceConfiguration: DeviceConfigurationType = ALWAYS,
  input: Partial<CreateUserPoolCommandInput> = {},
): Promise<Site> {
  const pool = await aPool(emulator, { DeviceConfiguration, ...input });
  const client = await aClient(emulator, pool);
  await aConfirmedUser(emulator, pool, "ada");
  return { pool, client };
}

/** Proves the password by SRP. `DEVICE_KEY` goes into the answer only, as published clients send it. */
export async function srpSignIn(
  emulator: TestEmulator,
  { pool, client }: Site,
  username: string,
  more: Parameters = {},
  password = PASSWORD,
): Promise<RespondToAuthChallengeCommandOutput> {
  const srp = await srpClient(pool);
  const question = await initiate(emulator, client, "USER_SRP_AUTH", { USERNAME: username, SRP_A: srp.srpA });
  const answer = await srp.answer(question.ChallengeParameters, password);
  return respond(emulator, client, "PASSWORD_VERIFIER", question.Session, { ...answer, ...more });
}

/** Confirms the device that a sign-in was offered. */
export async function confirmDevice(
  { idp }: TestEmulator,
  { AuthenticationResult }: Pick<RespondToAuthChallengeCommandOutput, "AuthenticationResult">,
  DeviceName?: string,
): Promise<TestDevice & { UserConfirmationNecessary: boolean | undefined }> {
  const { AccessToken = "", RefreshToken = "", NewDeviceMetadata } = AuthenticationResult ?? {};
  const { DeviceKey = "", DeviceGroupKey = "" } = NewDeviceMetadata ?? {};
  const { password, config } = await deviceSecret(DeviceGroupKey, DeviceKey);
  const { UserConfirmationNecessary } = await idp.send(
    new ConfirmDeviceCommand({ AccessToken, DeviceKey, DeviceName, DeviceSecretVerifierConfig: config }),
  );
  const keys = { key: DeviceKey, groupKey: DeviceGroupKey, password };
  return { ...keys, AccessToken, RefreshToken, UserConfirmationNecessary };
}

/** Signs in and confirms the device. */
export const aDevice = async (emulator: TestEmulator, site: Site, username = "ada", name?: string) =>
  confirmDevice(emulator, await srpSignIn(emulator, site, username), name);

type Device = Pick<TestDevice, "key" | "groupKey" | "password">;

/** Answers DEVICE_SRP_AUTH. `finish` answers the DEVICE_PASSWORD_VERIFIER question that follows. */
export async function beginDeviceSrp(
  emulator: TestEmulator,
  { client }: Pick<Site, "client">,
  username: string,
  device: Device,
  session: string | undefined,
) {
  const party = await srpParty(device.groupKey);
  const question = await respond(emulator, client, "DEVICE_SRP_AUTH", session, {
    ...{ USERNAME: username, DEVICE_KEY: device.key, SRP_A: party.srpA },
  });
  const proof = async (password = device.password): Promise<Parameters> => ({
    ...(await party.prove(question.ChallengeParameters, device.key, password)),
    ...{ USERNAME: username, DEVICE_KEY: device.key },
  });
  return {
    question,
    proof,
    finish: async (responses?: Parameters) =>
      respond(emulator, client, "DEVICE_PASSWORD_VERIFIER", undefined, responses ?? (await proof())),
  };
}

/** Both answers of a device. */
export async function proveDevice(
  emulator: TestEmulator,
  site: Pick<Site, "client">,
  username: string,
  device: Device,
  session: string | undefined,
): Promise<RespondToAuthChallengeCommandOutput> {
  const { finish } = await beginDeviceSrp(emulator, site, username, device, session);
  return finish();
}
