import { AdminForgetDeviceCommand, GetDeviceCommand } from "@aws-sdk/client-cognito-identity-provider";
import { test } from "vitest";
import { aConfirmedUser } from "../support/builders.js";
import { aDevice, aDeviceSite } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
const forget = (pool: { Id: string }, Username: string, DeviceKey: string) =>
  emulator().idp.send(new AdminForgetDeviceCommand({ UserPoolId: pool.Id, Username, DeviceKey }));

test("removes a device of its user, and of no other", async () => {
  const site = await aDeviceSite(emulator());
  await aConfirmedUser(emulator(), site.pool, "bob");
  const { AccessToken, key } = await aDevice(emulator(), site);
  const NOT_FOUND = ["ResourceNotFoundException", "Device does not exist."] as const;
  await refusal(forget(site.pool, "bob", key), ...NOT_FOUND);
  await forget(site.pool, "ada", key);
  await refusal(emulator().idp.send(new GetDeviceCommand({ AccessToken, DeviceKey: key })), ...NOT_FOUND);
  await refusal(forget(site.pool, "ada", key), ...NOT_FOUND);
});

test("refuses pools and users that do not exist", async () => {
  const { pool } = await aDeviceSite(emulator());
  await refusal(
    forget({ Id: "us-east-1_000000000" }, "ada", "us-east-1_0000"),
    "ResourceNotFoundException",
    "User pool us-east-1_000000000 does not exist.",
  );
  await refusal(forget(pool, "nobody", "us-east-1_0000"), "UserNotFoundException", "User does not exist.");
});
