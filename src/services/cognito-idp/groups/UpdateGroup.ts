// UpdateGroup: changes description, role and precedence of a group; what is not given stays, for Terraform's AWS
// provider sends only what changed.
import { operation } from "../operation.js";
import { presentGroup } from "../present/group.js";

export const UpdateGroup = operation("UpdateGroup", (input, ctx) => {
  const { pools, groups } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const group = groups.require(pool, input.GroupName);
  const change = {
    description: input.Description,
    roleArn: input.RoleArn,
    precedence: input.Precedence,
  };

  const changed = ctx.transaction(() => groups.change(group, change));
  return { Group: presentGroup(changed) };
});
