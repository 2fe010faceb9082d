// TagResource: sets tags of a user pool; the others stay.
import { withTags } from "../../../core/pools/tags.js";
import { operation } from "../operation.js";

export const TagResource = operation("TagResource", (input, ctx) => {
  const { pools } = ctx.core;
  const pool = pools.requireArn(ctx.caller.scope, input.ResourceArn);
  const UserPoolTags = withTags(pool, input.Tags);

  ctx.transaction(() => pools.change(pool, { settings: { ...pool.settings, UserPoolTags } }));
  return {};
});
