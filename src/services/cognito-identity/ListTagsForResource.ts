// ListTagsForResource: the tags of an identity pool.
import { operation } from "./operation.js";

export const ListTagsForResource = operation("ListTagsForResource", (input, ctx) => {
  const pool = ctx.core.identityPools.pools.requireByArn(ctx.caller.scope, input.ResourceArn);
  return { Tags: { ...pool.settings.IdentityPoolTags } };
});
