// UpdateUserPool: replaces the settings of a user pool; what is not given goes back to its default.
//
// Order of checks (assumed): pool, settings. The name stays when none is given, as do the schema, the attributes that
// users sign in with and case sensitivity, which are fixed at creation (SDK, CreateUserPool).
import { mfaAfterUpdate } from "../../../core/pools/mfa-config.js";
import { changedSettings } from "../../../core/pools/settings.js";
import { clientFeatures, domainFeatures, mfaFeatures, sessionFeatures } from "../../../core/pools/tiers.js";
import { operation } from "../operation.js";

export const UpdateUserPool = operation("UpdateUserPool", (input, ctx) => {
  const { pools, clients, domains, sessions } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const features = [
    ...clients.all(pool).map(({ settings }) => clientFeatures(settings)),
    ...domains.ofPool(pool).map(({ settings }) => domainFeatures(settings)),
    mfaFeatures(pool.mfa),
    sessionFeatures(sessions.configurations.ofPool(pool).isTracked),
  ].flat();
  const settings = changedSettings(pool, input, features);

  const mfa = mfaAfterUpdate(pool, settings);
  ctx.transaction(() => pools.change(pool, { name: input.PoolName ?? pool.name, settings, mfa }));
  return {};
});
