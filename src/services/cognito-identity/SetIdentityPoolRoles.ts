// SetIdentityPoolRoles: replaces the roles and role mappings of an identity pool.
import { checkRoles } from "../../core/identity-pools/role-settings.js";
import { operation } from "./operation.js";

export const SetIdentityPoolRoles = operation("SetIdentityPoolRoles", (input, ctx) => {
  const { pools, providers } = ctx.core.identityPools;
  const pool = pools.require(ctx.caller.scope, input.IdentityPoolId);
  const { Roles, RoleMappings } = input;
  checkRoles(pool, providers, { Roles, RoleMappings });
  ctx.transaction(() => pools.setRoles(pool, { Roles, RoleMappings }));
  return {};
});
