// UpdateIdentityPool: replaces the settings of an identity pool; what is not given returns to its default.
import { operation } from "./operation.js";
import { presentPool } from "./present.js";

export const UpdateIdentityPool = operation("UpdateIdentityPool", (input, ctx) => {
  const { pools } = ctx.core.identityPools;
  const pool = pools.require(ctx.caller.scope, input.IdentityPoolId);
  return presentPool(ctx.transaction(() => pools.change(pool, input)));
});
