// GetGroup: description, role and precedence of a group.
import { operation } from "../operation.js";
import { presentGroup } from "../present/group.js";

export const GetGroup = operation("GetGroup", (input, ctx) => {
  const { pools, groups } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  return { Group: presentGroup(groups.require(pool, input.GroupName)) };
});
