import { GetDeviceCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { aConfirmedUser } from "../support/builders.js";
import { aDevice, aDeviceSite, srpSignIn } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
const get = (AccessToken: string | undefined, DeviceKey: string) =>
  emulator().idp.send(new GetDeviceCommand({ AccessToken, DeviceKey }));

test("shows what users may see of their devices", async () => {
  const site = await aDeviceSite(emulator());
  const { AccessToken, key } = await aDevice(emulator(), site, "ada", "Ada's phone");
  const { Device } = await get(AccessToken, key);
  const now = emulator().clock.now();
  expect(Device).toEqual({
    DeviceKey: key,
    DeviceAttributes: [
      { Name: "device_status", Value: "valid" },
      { Name: "device_name", Value: "Ada's phone" },
      { Name: "last_ip_used", Value: expect.stringContaining("127.0.0.1") },
    ],
    DeviceCreateDate: expect.any(Date),
    DeviceLastModifiedDate: expect.any(Date),
    DeviceLastAuthenticatedDate: expect.any(Date),
  });
  expect(Math.abs(Number(Device?.DeviceCreateDate) - now)).toBeLessThan(5000);
});

test("tells when and from where the device was used last, in whole seconds", async () => {
  const site = await aDeviceSite(emulator(), { DeviceOnlyRememberedOnUserPrompt: true });
  const { AccessToken, key } = await aDevice(emulator(), site);
  const { Device: before } = await get(AccessToken, key);
  emulator().clock.advance({ minutes: 10 });
  await srpSignIn(emulator(), site, "ada", { DEVICE_KEY: key });
  const { Device: after } = await get(AccessToken, key);
  const used = Number(after?.DeviceLastAuthenticatedDate);
  expect(used % 1000).toBe(0);
  expect(used - Number(before?.DeviceLastAuthenticatedDate)).toBeGreaterThanOrEqual(600_000 - 1000);
  expect(after?.DeviceCreateDate).toEqual(before?.DeviceCreateDate);
  expect(after?.DeviceAttributes).toContainEqual({
    Name: "last_ip_used",
    Value: expect.stringContaining("127.0.0.1"),
  });
});

test("a device without a name has no such attribute", async () => {
  const { AccessToken, key } = await aDevice(emulator(), await aDeviceSite(emulator()));
  const { Device } = await get(AccessToken, key);
  expect(Device?.DeviceAttributes?.map(({ Name }) => Name)).toEqual(["device_status", "last_ip_used"]);
});

test("knows the devices of its user only, and those that were confirmed", async () => {
  const site = await aDeviceSite(emulator());
  await aConfirmedUser(emulator(), site.pool, "bob");
  const ada = await aDevice(emulator(), site);
  const bob = await aDevice(emulator(), site, "bob");
  const offered = (await srpSignIn(emulator(), site, "ada")).AuthenticationResult?.NewDeviceMetadata;
  for (const key of [bob.key, offered?.DeviceKey ?? "", "us-east-1_0000"])
    await refusal(get(ada.AccessToken, key), "ResourceNotFoundException", "Device does not exist.");
});

test("needs a good access token", async () => {
  await refusesBadTokens(emulator(), (token) => get(token, "us-east-1_0000"));
  await refusal(
    get(undefined, "us-east-1_0000"),
    "InvalidParameterException",
    "Missing required parameter AccessToken",
  );
});
