import { AdminGetDeviceCommand, UpdateDeviceStatusCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { output } from "../support/accounts.js";
import { aConfirmedUser } from "../support/builders.js";
import { aDevice, aDeviceSite, OPT_IN, type Site } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
type Status = "remembered" | "not_remembered" | undefined;
const update = (_: unknown, device: { AccessToken: string; key: string }, status: Status) =>
  emulator().idp.send(
    new UpdateDeviceStatusCommand({
      AccessToken: device.AccessToken,
      DeviceKey: device.key,
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

test("needs a good access token", () =>
  refusesBadTokens(emulator(), (AccessToken) =>
    update({}, { AccessToken, key: "us-east-1_0000" }, "remembered"),
  ));
