// AdminForgetDevice: removes a user's device, as ForgetDevice does.
import { operation } from "../operation.js";

export const AdminForgetDevice = operation("AdminForgetDevice", (input, ctx) => {
  const { pools, users, devices } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  devices.forget(users.require(pool, input.Username), input.DeviceKey);
  return {};
});
