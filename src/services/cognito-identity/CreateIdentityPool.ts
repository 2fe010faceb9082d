// CreateIdentityPool: adds an identity pool.
//
// Order of checks (assumed): providers, tags, then the id that the tag `_custom_id_` asks for.
import { operation } from "./operation.js";
import { presentPool } from "./present.js";

export const CreateIdentityPool = operation("CreateIdentityPool", (input, ctx) => {
  const { pools } = ctx.core.identityPools;
  const { scope, pins } = ctx.caller;
  return presentPool(ctx.transaction(() => pools.create(scope, input, pins.identityPoolId)));
});
