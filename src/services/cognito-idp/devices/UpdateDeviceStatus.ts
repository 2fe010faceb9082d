// UpdateDeviceStatus: a signed-in user has one of their devices remembered, or no longer.
import { operation } from "../operation.js";

export const UpdateDeviceStatus = operation("UpdateDeviceStatus", async (input, ctx) => {
  const { tokens, devices } = ctx.core;
  const { user } = await tokens.open(input.AccessToken);
  ctx.transaction(() => devices.setStatus(user, input.DeviceKey, input.DeviceRememberedStatus));
  return {};
});
