// SetPrincipalTagAttributeMap: replaces which claims of a provider's tokens become session tags.
import { operation } from "./operation.js";

export const SetPrincipalTagAttributeMap = operation("SetPrincipalTagAttributeMap", (input, ctx) => {
  const { pools, principalTags } = ctx.core.identityPools;
  const pool = pools.require(ctx.caller.scope, input.IdentityPoolId);
  const { IdentityProviderName, UseDefaults = false, PrincipalTags = {} } = input;
  const map = ctx.transaction(() =>
    principalTags.set(pool, IdentityProviderName, UseDefaults, PrincipalTags),
  );
  return {
    IdentityPoolId: pool.id,
    IdentityProviderName,
    UseDefaults: map.useDefaults,
    PrincipalTags: { ...map.tags },
  };
});
