// AddCustomAttributes: adds attributes to the schema of a user pool; they can't be removed again.
//
// Order of checks: pool, then each attribute in turn, then how many there are.
import { withCustomAttributes } from "../../../core/pools/schema.js";
import { operation } from "../operation.js";

export const AddCustomAttributes = operation("AddCustomAttributes", (input, ctx) => {
  const { pools } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const SchemaAttributes = withCustomAttributes(pool.settings.SchemaAttributes ?? [], input.CustomAttributes);

  ctx.transaction(() => pools.change(pool, { settings: { ...pool.settings, SchemaAttributes } }));
  return {};
});
