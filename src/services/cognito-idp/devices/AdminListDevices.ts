// AdminListDevices: the devices of any user, with what only administrators see, page by page.
import { pageSize } from "../groups/page-size.js";
import { operation } from "../operation.js";
import { readPage } from "../pages.js";
import { presentDeviceToAdmin } from "../present/device.js";
import { requireOwner } from "./owner.js";

export const AdminListDevices = operation("AdminListDevices", (input, ctx) => {
  const { pools, devices } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = requireOwner(ctx, pool, input.Username);
  const page = readPage(
    ctx,
    ["AdminListDevices", pool.id, user.sub],
    { token: input.PaginationToken, limit: pageSize(input.Limit) },
    (request) => devices.list(user, request),
  );
  return {
    Devices: page.items.map((device) => presentDeviceToAdmin(pool, user, device)),
    PaginationToken: page.nextToken,
  };
});
