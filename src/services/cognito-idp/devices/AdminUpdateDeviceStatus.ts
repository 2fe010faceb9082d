// AdminUpdateDeviceStatus: has a user's device remembered, or no longer.
import { operation } from "../operation.js";

export const AdminUpdateDeviceStatus = operation("AdminUpdateDeviceStatus", (input, ctx) => {
  const { pools, users, devices } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  ctx.transaction(() => devices.setStatus(user, input.DeviceKey, input.DeviceRememberedStatus));
  return {};
});
