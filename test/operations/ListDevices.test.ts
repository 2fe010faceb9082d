import { ListDevicesCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { aConfirmedUser } from "../support/builders.js";
import { aDevice, aDeviceSite, srpSignIn } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
const list = (AccessToken: string, Limit?: number, PaginationToken?: string) =>
  emulator().idp.send(new ListDevicesCommand({ AccessToken, Limit, PaginationToken }));
const keys = ({ Devices = [] }: { Devices?: { DeviceKey?: string | undefined }[] | undefined }) =>
  Devices.map(({ DeviceKey }) => DeviceKey);

test("lists the user's confirmed devices, the oldest first", async () => {
  const site = await aDeviceSite(emulator());
  await aConfirmedUser(emulator(), site.pool, "bob");
  const { AccessToken = "" } = (await srpSignIn(emulator(), site, "ada")).AuthenticationResult ?? {};
  const nothing = await list(AccessToken);
  expect(nothing.Devices).toEqual([]);
  expect(nothing.PaginationToken).toBeUndefined();

  const first = await aDevice(emulator(), site, "ada", "first");
  await aDevice(emulator(), site, "bob");
  const second = await aDevice(emulator(), site);
  const { Devices } = await list(AccessToken);
  expect(keys({ Devices })).toEqual([first.key, second.key]);
  expect(Devices?.[0]?.DeviceAttributes).toContainEqual({ Name: "device_name", Value: "first" });
});

test("answers page by page", async () => {
  const site = await aDeviceSite(emulator());
  const made = [];
  for (let n = 0; n < 5; n++) made.push((await aDevice(emulator(), site)).key);
  const { AccessToken } = await aDevice(emulator(), site);
  const first = await list(AccessToken, 2);
  expect(keys(first)).toEqual(made.slice(0, 2));
  const second = await list(AccessToken, 2, first.PaginationToken);
  expect(keys(second)).toEqual(made.slice(2, 4));
  const last = await list(AccessToken, 2, second.PaginationToken);
  expect(last.Devices).toHaveLength(2);
  expect(last.PaginationToken).toBeUndefined();

  // A token is for its user's list only.
  await aConfirmedUser(emulator(), site.pool, "bob");
  const bob = await aDevice(emulator(), site, "bob");
  for (const [token, page] of [
    [bob.AccessToken, first.PaginationToken],
    [AccessToken, "made-up"],
  ] as const)
    await refusal(list(token, 2, page), "InvalidParameterException", "Invalid pagination token given.");
});

test("needs a good access token", () => refusesBadTokens(emulator(), (token) => list(token)));
