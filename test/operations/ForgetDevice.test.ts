import {
  ForgetDeviceCommand,
  GetDeviceCommand,
  GetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { aConfirmedUser } from "../support/builders.js";
import { aDevice, aDeviceSite } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate } from "../support/sign-in.js";

const emulator = useEmulator();
const forget = (AccessToken: string | undefined, DeviceKey: string) =>
  emulator().idp.send(new ForgetDeviceCommand({ AccessToken, DeviceKey }));

test("removes a device; its refresh tokens refresh no longer, its access tokens live on", async () => {
  const site = await aDeviceSite(emulator());
  const { AccessToken, RefreshToken, key } = await aDevice(emulator(), site);
  const other = await aDevice(emulator(), site);
  // Another device of the user forgets it.
  await forget(other.AccessToken, key);
  const NOT_FOUND = ["ResourceNotFoundException", "Device does not exist."] as const;
  const gone = new GetDeviceCommand({ AccessToken: other.AccessToken, DeviceKey: key });
  await refusal(emulator().idp.send(gone), ...NOT_FOUND);
  await refusal(forget(AccessToken, key), ...NOT_FOUND);
  await refusal(
    initiate(emulator(), site.client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken, DEVICE_KEY: key }),
    "NotAuthorizedException",
    "Invalid Refresh Token",
  );
  const { Username } = await emulator().idp.send(new GetUserCommand({ AccessToken }));
  expect(Username).toBe("ada");
});

test("refuses devices that are none of the user's", async () => {
  const site = await aDeviceSite(emulator());
  await aConfirmedUser(emulator(), site.pool, "bob");
  const ada = await aDevice(emulator(), site);
  const bob = await aDevice(emulator(), site, "bob");
  for (const key of [bob.key, "us-east-1_0000"])
    await refusal(forget(ada.AccessToken, key), "ResourceNotFoundException", "Device does not exist.");
  await emulator().idp.send(new GetDeviceCommand({ AccessToken: bob.AccessToken, DeviceKey: bob.key }));
});

test("needs a good access token", async () => {
  await refusesBadTokens(emulator(), (token) => forget(token, "us-east-1_0000"));
  await refusal(
    forget(undefined, "us-east-1_0000"),
    "InvalidParameterException",
    "Missing required parameter AccessToken",
  );
});
