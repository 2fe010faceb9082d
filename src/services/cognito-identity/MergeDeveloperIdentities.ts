// MergeDeveloperIdentities: makes two of the developer's users one; the source gets the destination's identity.
import { operation } from "./operation.js";

export const MergeDeveloperIdentities = operation("MergeDeveloperIdentities", (input, ctx) => {
  const { pools, developers } = ctx.core.identityPools;
  const pool = pools.require(ctx.caller.scope, input.IdentityPoolId);
  developers.requireProvider(pool, input.DeveloperProviderName);

  const { SourceUserIdentifier, DestinationUserIdentifier } = input;
  const merged = ctx.transaction(() =>
    developers.merge(pool, SourceUserIdentifier, DestinationUserIdentifier),
  );
  return { IdentityId: merged.id };
});
