// AdminRemoveUserFromGroup: ends a membership; that of a user who is no member is no error.
//
// Order of checks (assumed): pool, user, group.
import { operation } from "../operation.js";

export const AdminRemoveUserFromGroup = operation("AdminRemoveUserFromGroup", (input, ctx) => {
  const { pools, users, groups } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  const group = groups.require(pool, input.GroupName);

  ctx.transaction(() => groups.removeMember(group, user));
  return {};
});
