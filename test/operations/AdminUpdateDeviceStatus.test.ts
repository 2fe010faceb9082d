import {
  AdminGetDeviceCommand,
  AdminUpdateDeviceStatusCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { output } from "../support/accounts.js";
import { aConfirmedUser } from "../support/builders.js";
import { aDevice, aDeviceSite, OPT_IN, type Site } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
type Status = "remembered" | "not_remembered" | undefined;
const update = (
  { pool }: { pool: { Id: string } },
  { key }: { key: string },
  status: Status,
  Username = "ada",
) =>
  emulator().idp.send(
    new AdminUpdateDeviceStatusCommand({
      UserPoolId: pool.Id,
      Username,
      DeviceKey: key,
      DeviceRememberedStatus: status,
    }),
  );

async function seen({ pool }: Site, DeviceKey: string) {
  const { Device } = await emulator().idp.send(
    new AdminGetDeviceCommand({ UserPoolId: pool.Id, Username: "ada", DeviceKey }),
  );
  const status = Device?.DeviceAttributes?.find(({ Name }) => Name === "dev:device_remembered_status");
  return { status: status?.Value, changed: Number(Device?.DeviceLastModifiedDate) };
}

test("has a device remembered, and no longer", async () => {
  const site = await aDeviceSite(emulator(), OPT_IN);
  const device = await aDevice(emulator(), site);
  const before = await seen(site, device.key);
  expect(before.status).toBe("not_remembered");
  emulator().clock.advance({ minutes: 1 });
  expect(output(await update(site, device, "remembered"))).toEqual({});
  const after = await seen(site, device.key);
  expect(after.status).toBe("remembered");
  expect(after.changed - before.changed).toBeGreaterThanOrEqual(60_000);
  await update(site, device, undefined);
  expect((await seen(site, device.key)).status).toBe("remembered");
  await update(site, device, "not_remembered");
  expect((await seen(site, device.key)).status).toBe("not_remembered");
});

test("refuses devices that are none of the user's", async () => {
  const site = await aDeviceSite(emulator());
  await aConfirmedUser(emulator(), site.pool, "bob");
  const ada = await aDevice(emulator(), site);
  const bob = await aDevice(emulator(), site, "bob");
  for (const key of [bob.key, "us-east-1_0000"])
    await refusal(
      update(site, { ...ada, key }, "remembered"),
      "ResourceNotFoundException",
      "Device does not exist.",
    );
});

test("refuses pools and users that do not exist", async () => {
  const site = await aDeviceSite(emulator());
  const device = await aDevice(emulator(), site);
  await refusal(
    update({ pool: { Id: "us-east-1_000000000" } }, device, "remembered"),
    "ResourceNotFoundException",
    "User pool us-east-1_000000000 does not exist.",
  );
  await refusal(
    update(site, device, "remembered", "nobody"),
    "UserNotFoundException",
    "User does not exist.",
  );
});
