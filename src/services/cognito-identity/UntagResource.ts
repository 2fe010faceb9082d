// UntagResource: takes tags from an identity pool; keys that it does not have are passed over.
import { operation } from "./operation.js";

export const UntagResource = operation("UntagResource", (input, ctx) => {
  const { pools } = ctx.core.identityPools;
  const pool = pools.requireByArn(ctx.caller.scope, input.ResourceArn);
  const kept = Object.entries(pool.settings.IdentityPoolTags ?? {}).filter(
    ([key]) => !input.TagKeys.includes(key),
  );
  ctx.transaction(() => pools.setTags(pool, Object.fromEntries(kept)));
  return {};
});
