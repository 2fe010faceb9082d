// SetUserPoolSessionConfiguration: turns session tracking on or off and limits the sessions of each user.
//
// Order of checks (assumed): pool, tier. Sessions that are too many stay until their user signs in.
import { operation } from "../operation.js";
import { presentSessionConfiguration } from "../present/session.js";

export const SetUserPoolSessionConfiguration = operation("SetUserPoolSessionConfiguration", (input, ctx) => {
  const { pools, sessions } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const configuration = {
    isTracked: input.UserSessionTracking === "ENABLED",
    maxPerUser: input.TokenSession.MaxPerUser,
  };
  ctx.transaction(() => sessions.configurations.setPool(pool, configuration));
  return presentSessionConfiguration(pool, configuration);
});
