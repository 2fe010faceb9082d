// DeleteIdentityPool: removes an identity pool with its identities and the credentials issued for them.
import { operation } from "./operation.js";

export const DeleteIdentityPool = operation("DeleteIdentityPool", (input, ctx) => {
  const { pools } = ctx.core.identityPools;
  const pool = pools.require(ctx.caller.scope, input.IdentityPoolId);
  ctx.transaction(() => pools.remove(pool));
  return {};
});
