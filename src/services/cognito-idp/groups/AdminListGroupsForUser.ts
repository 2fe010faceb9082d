// AdminListGroupsForUser: the groups that a user belongs to by name, page by page.
import { operation } from "../operation.js";
import { readPage } from "../pages.js";
import { presentGroup } from "../present/group.js";
import { pageSize } from "./page-size.js";

export const AdminListGroupsForUser = operation("AdminListGroupsForUser", (input, ctx) => {
  const { pools, users, groups } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  const page = readPage(
    ctx,
    ["AdminListGroupsForUser", pool.id, user.sub],
    { token: input.NextToken, limit: pageSize(input.Limit) },
    (request) => groups.ofUser(user, request),
  );
  return { Groups: page.items.map(presentGroup), NextToken: page.nextToken };
});
