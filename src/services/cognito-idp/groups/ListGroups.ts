// ListGroups: the groups of a user pool by name, page by page.
import { operation } from "../operation.js";
import { readPage } from "../pages.js";
import { presentGroup } from "../present/group.js";
import { pageSize } from "./page-size.js";

export const ListGroups = operation("ListGroups", (input, ctx) => {
  const { pools, groups } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const page = readPage(
    ctx,
    ["ListGroups", pool.id],
    { token: input.NextToken, limit: pageSize(input.Limit) },
    (request) => groups.list(pool, request),
  );
  return { Groups: page.items.map(presentGroup), NextToken: page.nextToken };
});
