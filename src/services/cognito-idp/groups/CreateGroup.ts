// CreateGroup: adds a group to a user pool.
//
// Order of checks: pool, name, how many groups the pool has.
import { operation } from "../operation.js";
import { presentGroup } from "../present/group.js";

export const CreateGroup = operation("CreateGroup", (input, ctx) => {
  const { pools, groups } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const content = {
    description: input.Description,
    roleArn: input.RoleArn,
    precedence: input.Precedence,
  };

  const group = ctx.transaction(() => groups.create(pool, input.GroupName, content));
  return { Group: presentGroup(group) };
});
