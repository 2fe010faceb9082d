import { AdminListDevicesCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aDevice, aDeviceSite } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
const list = (pool: { Id: string }, Username: string, more: object = {}) =>
  emulator().idp.send(new AdminListDevicesCommand({ UserPoolId: pool.Id, Username, ...more }));

test("lists a user's devices with what administrators see of them, page by page", async () => {
  const site = await aDeviceSite(emulator());
  expect((await list(site.pool, "ada")).Devices).toEqual([]);
  const first = await aDevice(emulator(), site);
  const second = await aDevice(emulator(), site);
  const page = await list(site.pool, "ada", { Limit: 1 });
  expect(page.Devices?.map(({ DeviceKey }) => DeviceKey)).toEqual([first.key]);
  expect(page.Devices?.[0]?.DeviceAttributes).toContainEqual({
    Name: "dev:device_remembered_status",
    Value: "remembered",
  });
  const next = await list(site.pool, "ada", { Limit: 1, PaginationToken: page.PaginationToken });
  expect(next.Devices?.map(({ DeviceKey }) => DeviceKey)).toEqual([second.key]);
  expect(next.PaginationToken).toBeUndefined();
});

test("refuses pools and users that do not exist, and tokens of other lists", async () => {
  const { pool } = await aDeviceSite(emulator());
  await refusal(
    list({ Id: "us-east-1_000000000" }, "ada"),
    "ResourceNotFoundException",
    "User pool us-east-1_000000000 does not exist.",
  );
  await refusal(list(pool, "nobody"), "ResourceNotFoundException", "User does not exist.");
  await refusal(
    list(pool, "ada", { PaginationToken: "made-up" }),
    "InvalidParameterException",
    "Invalid pagination token given.",
  );
});
