// AdminAddUserToGroup: makes a user a member of a group, who counts as one from the next token on.
//
// Order of checks (assumed): pool, user, group, how many groups the user has. The last is a LimitExceededException by
// the quotas page, although the model forgets it; see model/corrections.
import { operation } from "../operation.js";

export const AdminAddUserToGroup = operation("AdminAddUserToGroup", (input, ctx) => {
  const { pools, users, groups } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  const group = groups.require(pool, input.GroupName);

  ctx.transaction(() => groups.addMember(group, user));
  return {};
});
