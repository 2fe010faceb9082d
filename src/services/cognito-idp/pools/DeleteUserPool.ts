// DeleteUserPool: removes a user pool and everything in it.
//
// Order of checks (assumed): pool, deletion protection, domain.
import { operation } from "../operation.js";

export const DeleteUserPool = operation("DeleteUserPool", (input, ctx) => {
  const { pools, domains } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  if (pool.settings.DeletionProtection === "ACTIVE")
    throw ctx.fault(
      "InvalidParameterException",
      "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    );
  if (domains.ofPool(pool).length > 0)
    throw ctx.fault(
      "InvalidParameterException",
      "User pool cannot be deleted. It has a domain configured that should be deleted first.",
    );

  ctx.transaction(() => pools.remove(pool));
  return {};
});
