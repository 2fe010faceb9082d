// GetDevice: one device of the signed-in user.
import { operation } from "../operation.js";
import { presentDevice } from "../present/device.js";
import { requireAccessToken } from "./access-token.js";

export const GetDevice = operation("GetDevice", async (input, ctx) => {
  const { tokens, devices } = ctx.core;
  const { user } = await tokens.open(requireAccessToken(input.AccessToken));
  return { Device: presentDevice(devices.require(user, input.DeviceKey)) };
});
