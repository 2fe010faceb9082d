import {
  AdminGetDeviceCommand,
  ConfirmDeviceCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { attributesOf, output } from "../support/accounts.js";
import { ALWAYS, aDevice, aDeviceSite, confirmDevice, OPT_IN, srpSignIn } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { deviceSecret } from "../support/srp-client.js";

const emulator = useEmulator();
const INVALID = "InvalidParameterException";
const INVALID_KEY = "Invalid device key given.";

/** A signed-in user who was offered a device. */
async function anOffer() {
  const site = await aDeviceSite(emulator());
  const { AuthenticationResult } = await srpSignIn(emulator(), site, "ada");
  const { AccessToken = "", NewDeviceMetadata } = AuthenticationResult ?? {};
  const { DeviceKey = "", DeviceGroupKey = "" } = NewDeviceMetadata ?? {};
  const { config } = await deviceSecret(DeviceGroupKey, DeviceKey);
  const confirm = (input: object) =>
    emulator().idp.send(
      new ConfirmDeviceCommand({ AccessToken, DeviceKey, DeviceSecretVerifierConfig: config, ...input }),
    );
  return { ...site, AccessToken, DeviceKey, config, confirm };
}

test.each([
  ["is remembered at once where the pool says always", ALWAYS, false, "remembered"],
  [
    "is remembered at once where the pool says nothing of it",
    { ChallengeRequiredOnNewDevice: false },
    false,
    "remembered",
  ],
  ["waits for its user's choice where the pool asks for that", OPT_IN, true, "not_remembered"],
] as const)("%s", async (_, configuration, necessary, status) => {
  const site = await aDeviceSite(emulator(), configuration);
  const device = await confirmDevice(emulator(), await srpSignIn(emulator(), site, "ada"), "Ada's phone");
  expect(device.UserConfirmationNecessary).toBe(necessary);
  const { Device } = await emulator().idp.send(
    new AdminGetDeviceCommand({ UserPoolId: site.pool.Id, Username: "ada", DeviceKey: device.key }),
  );
  expect(attributesOf(Device?.DeviceAttributes)).toMatchObject({
    device_name: "Ada's phone",
    "dev:device_remembered_status": status,
  });
});

test("answers nothing but whether the user has to be asked", async () => {
  const { confirm } = await anOffer();
  expect(output(await confirm({}))).toEqual({ UserConfirmationNecessary: false });
});

test("refuses access tokens that are wrong", () =>
  refusesBadTokens(emulator(), (AccessToken) =>
    emulator().idp.send(new ConfirmDeviceCommand({ AccessToken, DeviceKey: "us-east-1_0000" })),
  ));

test("refuses a key that this sign-in was not given", async () => {
  const { confirm } = await anOffer();
  const other = await anOffer();
  await refusal(confirm({ DeviceKey: "us-east-1_00000000-0000" }), INVALID, INVALID_KEY);
  await refusal(confirm({ DeviceKey: other.DeviceKey }), INVALID, INVALID_KEY);
  await refusal(confirm({ AccessToken: other.AccessToken }), INVALID, INVALID_KEY);
});

test("refuses it once the pool tracks no devices", async () => {
  const { confirm, pool } = await anOffer();
  await emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId: pool.Id }));
  await refusal(confirm({}), INVALID, INVALID_KEY);
});

test("confirms a key once, also when asked twice at the same moment", async () => {
  const { confirm } = await anOffer();
  const outcomes = await Promise.allSettled([confirm({}), confirm({})]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await refusal(confirm({}), "DeviceKeyExistsException", "Device already exists with the given device key.");
});

test("is not possible with the token of a sign-in with a known device", async () => {
  const site = await aDeviceSite(emulator(), OPT_IN);
  const device = await aDevice(emulator(), site);
  const { AuthenticationResult } = await srpSignIn(emulator(), site, "ada", { DEVICE_KEY: device.key });
  const again = new ConfirmDeviceCommand({
    AccessToken: AuthenticationResult?.AccessToken,
    DeviceKey: device.key,
    DeviceSecretVerifierConfig: { Salt: "AAAA", PasswordVerifier: "AAAA" },
  });
  await refusal(emulator().idp.send(again), INVALID, INVALID_KEY);
});

test("needs a verifier and a salt, in base64", async () => {
  const { confirm, config } = await anOffer();
  const bad: (object | undefined)[] = [
    undefined,
    {},
    { Salt: config.Salt },
    { PasswordVerifier: config.PasswordVerifier },
    { ...config, Salt: "no base64!" },
    { ...config, Salt: "" },
    { ...config, Salt: Buffer.alloc(65, 1).toString("base64") },
    { ...config, PasswordVerifier: "%%%" },
    // 0, and a number beyond the group.
    { ...config, PasswordVerifier: Buffer.alloc(384).toString("base64") },
    { ...config, PasswordVerifier: Buffer.alloc(384, 0xff).toString("base64") },
  ];
  for (const DeviceSecretVerifierConfig of bad)
    await refusal(
      confirm({ DeviceSecretVerifierConfig }),
      INVALID,
      "Invalid device secret verifier config given.",
    );
  await confirm({});
});
