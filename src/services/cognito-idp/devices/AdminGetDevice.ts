// AdminGetDevice: one device of any user, with what only administrators see.
import { operation } from "../operation.js";
import { presentDeviceToAdmin } from "../present/device.js";
import { requireOwner } from "./owner.js";

export const AdminGetDevice = operation("AdminGetDevice", (input, ctx) => {
  const { pools, devices } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = requireOwner(ctx, pool, input.Username);
  return { Device: presentDeviceToAdmin(pool, user, devices.require(user, input.DeviceKey)) };
});
