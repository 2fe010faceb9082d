import { AdminGetDeviceCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aDevice, aDeviceSite, OPT_IN } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
const get = (pool: { Id: string }, Username: string, DeviceKey: string) =>
  emulator().idp.send(new AdminGetDeviceCommand({ UserPoolId: pool.Id, Username, DeviceKey }));

test("shows what administrators see of a device", async () => {
  const site = await aDeviceSite(emulator(), OPT_IN);
  const { key } = await aDevice(emulator(), site, "ada", "Ada's phone");
  const owner = `ada.${site.pool.Id}`;
  const account = site.pool.Arn.split(":").slice(3, 5).join(":");
  const { Device } = await get(site.pool, "ada", key);
  expect(Device?.DeviceAttributes).toEqual([
    { Name: "device_status", Value: "valid" },
    { Name: "device_name", Value: "Ada's phone" },
    { Name: "dev:device_arn", Value: `arn:aws:cognito-idp:${account}:owner/${owner}/device/${key}` },
    { Name: "dev:device_owner", Value: owner },
    { Name: "last_ip_used", Value: expect.stringContaining("127.0.0.1") },
    { Name: "dev:device_remembered_status", Value: "not_remembered" },
    { Name: "dev:device_sdk", Value: "aws-sdk" },
  ]);
});

test("refuses pools, users and devices that do not exist", async () => {
  const site = await aDeviceSite(emulator());
  const NOT_FOUND = "ResourceNotFoundException";
  const { key } = await aDevice(emulator(), site);
  await refusal(
    get({ Id: "us-east-1_000000000" }, "ada", key),
    NOT_FOUND,
    "User pool us-east-1_000000000 does not exist.",
  );
  await refusal(get(site.pool, "nobody", key), NOT_FOUND, "User does not exist.");
  await refusal(get(site.pool, "ada", "us-east-1_0000"), NOT_FOUND, "Device does not exist.");
});
