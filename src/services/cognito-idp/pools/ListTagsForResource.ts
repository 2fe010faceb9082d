// ListTagsForResource: the tags of a user pool.
import { operation } from "../operation.js";

export const ListTagsForResource = operation("ListTagsForResource", (input, ctx) => {
  const pool = ctx.core.pools.requireArn(ctx.caller.scope, input.ResourceArn);
  return { Tags: pool.settings.UserPoolTags ?? {} };
});
