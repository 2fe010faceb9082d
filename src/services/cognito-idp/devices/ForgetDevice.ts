// ForgetDevice: a signed-in user removes one of their devices, whose refresh tokens are worth nothing from now on.
import { operation } from "../operation.js";
import { requireAccessToken } from "./access-token.js";

export const ForgetDevice = operation("ForgetDevice", async (input, ctx) => {
  const { tokens, devices } = ctx.core;
  const { user } = await tokens.open(requireAccessToken(input.AccessToken));
  devices.forget(user, input.DeviceKey);
  return {};
});
