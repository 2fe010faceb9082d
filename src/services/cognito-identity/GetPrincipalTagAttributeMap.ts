// GetPrincipalTagAttributeMap: which claims of a provider's tokens become session tags.
//
// Assumed: a provider for which nothing was set answers with an empty mapping rather than with an error.
import { operation } from "./operation.js";

export const GetPrincipalTagAttributeMap = operation("GetPrincipalTagAttributeMap", (input, ctx) => {
  const { pools, principalTags } = ctx.core.identityPools;
  const pool = pools.require(ctx.caller.scope, input.IdentityPoolId);
  const map = principalTags.find(pool, input.IdentityProviderName);
  return {
    IdentityPoolId: pool.id,
    IdentityProviderName: input.IdentityProviderName,
    UseDefaults: map.useDefaults,
    PrincipalTags: { ...map.tags },
  };
});
