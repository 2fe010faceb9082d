// ListDevices: the devices of the signed-in user, remembered or not, page by page.

import { pageSize } from "../groups/page-size.js";
import { operation } from "../operation.js";
import { readPage } from "../pages.js";
import { presentDevice } from "../present/device.js";

export const ListDevices = operation("ListDevices", async (input, ctx) => {
  const { tokens, devices } = ctx.core;
  const { pool, user } = await tokens.open(input.AccessToken);
  const page = readPage(
    ctx,
    ["ListDevices", pool.id, user.sub],
    { token: input.PaginationToken, limit: pageSize(input.Limit) },
    (request) => devices.list(user, request),
  );
  return { Devices: page.items.map(presentDevice), PaginationToken: page.nextToken };
});
