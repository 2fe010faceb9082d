// DeleteGroup: removes a group; its members stay users.
import { operation } from "../operation.js";

export const DeleteGroup = operation("DeleteGroup", (input, ctx) => {
  const { pools, groups } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const group = groups.require(pool, input.GroupName);

  ctx.transaction(() => groups.remove(group));
  return {};
});
