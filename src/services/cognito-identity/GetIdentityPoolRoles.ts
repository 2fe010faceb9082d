// GetIdentityPoolRoles: the roles and role mappings of an identity pool; members never set are absent.
import { operation } from "./operation.js";

export const GetIdentityPoolRoles = operation("GetIdentityPoolRoles", (input, ctx) => {
  const { id, roles } = ctx.core.identityPools.pools.require(ctx.caller.scope, input.IdentityPoolId);
  return { IdentityPoolId: id, ...roles };
});
