// SetUserPoolMfaConfig: whether a pool asks for second factors, and which; replaces all of it, and answers what is set.
//
// Order of checks (assumed): pool, factors given, tier, what each factor needs.
import { mfaConfigFrom, presentMfaConfig } from "../../../core/pools/mfa-config.js";
import { operation } from "../operation.js";

export const SetUserPoolMfaConfig = operation("SetUserPoolMfaConfig", (input, ctx) => {
  const { pools } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const change = mfaConfigFrom(pool, input);
  return presentMfaConfig(ctx.transaction(() => pools.change(pool, change)));
});
