// UntagResource: removes tags of a user pool; names that it does not have are no error.
import { withoutTags } from "../../../core/pools/tags.js";
import { operation } from "../operation.js";

export const UntagResource = operation("UntagResource", (input, ctx) => {
  const { pools } = ctx.core;
  const pool = pools.requireArn(ctx.caller.scope, input.ResourceArn);
  const UserPoolTags = withoutTags(pool, input.TagKeys);

  ctx.transaction(() => pools.change(pool, { settings: { ...pool.settings, UserPoolTags } }));
  return {};
});
