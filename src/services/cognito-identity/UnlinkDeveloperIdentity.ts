// UnlinkDeveloperIdentity: takes one of the developer's users from an identity; without logins nobody can open it again.
import { operation } from "./operation.js";

export const UnlinkDeveloperIdentity = operation("UnlinkDeveloperIdentity", (input, ctx) => {
  const { pools, identities, developers } = ctx.core.identityPools;
  const pool = pools.require(ctx.caller.scope, input.IdentityPoolId);
  developers.requireProvider(pool, input.DeveloperProviderName);

  ctx.transaction(() => {
    const identity = identities.requireOf(pool, input.IdentityId);
    developers.unlink(pool, identity, input.DeveloperUserIdentifier);
  });
  return {};
});
