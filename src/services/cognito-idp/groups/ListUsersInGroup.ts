// ListUsersInGroup: the members of a group, oldest account first, page by page.
import { operation } from "../operation.js";
import { readPage } from "../pages.js";
import { presentOptions } from "../present/mfa.js";
import { presentUser } from "../present/user.js";
import { pageSize } from "./page-size.js";

export const ListUsersInGroup = operation("ListUsersInGroup", (input, ctx) => {
  const { pools, groups, mfa } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const group = groups.require(pool, input.GroupName);
  const page = readPage(
    ctx,
    ["ListUsersInGroup", pool.id, group.name],
    { token: input.NextToken, limit: pageSize(input.Limit) },
    (request) => groups.members(group, request),
  );
  return {
    Users: page.items.map((user) => ({ ...presentUser(user), ...presentOptions(mfa.settings(user)) })),
    NextToken: page.nextToken,
  };
});
