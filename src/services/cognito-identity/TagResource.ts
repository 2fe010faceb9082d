// TagResource: adds tags to an identity pool, replacing those of the same key.
import { operation } from "./operation.js";

export const TagResource = operation("TagResource", (input, ctx) => {
  const { pools } = ctx.core.identityPools;
  const pool = pools.requireByArn(ctx.caller.scope, input.ResourceArn);
  ctx.transaction(() => pools.setTags(pool, { ...pool.settings.IdentityPoolTags, ...input.Tags }));
  return {};
});
