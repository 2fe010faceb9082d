// CreateUserPool: adds a user pool, every setting that is not given at its default.
//
// Order of checks (assumed): settings, then the id that the tag `_custom_id_` asks for.
import { chosenPoolId } from "../../../core/pools/pool-ids.js";
import { newSettings } from "../../../core/pools/settings.js";
import { operation } from "../operation.js";
import { presentPool } from "../present/pool.js";

export const CreateUserPool = operation("CreateUserPool", (input, ctx) => {
  const { scope, pins } = ctx.caller;
  const settings = newSettings(input, scope.region);
  const id = chosenPoolId(input.UserPoolTags, pins);

  const pool = ctx.transaction(() => ctx.core.pools.create(scope, input.PoolName, settings, id));
  return { UserPool: presentPool(pool, 0) };
});
