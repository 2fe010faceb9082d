// AdminGetUserAuthFactors: with what a user can sign in, and which second factors they turned on.
import { operation } from "../operation.js";
import { presentAuthFactors, presentFactors } from "../present/mfa.js";

export const AdminGetUserAuthFactors = operation("AdminGetUserAuthFactors", (input, ctx) => {
  const { pools, users, mfa, passkeys } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  const settings = mfa.settings(user);
  return {
    Username: user.username,
    ...presentFactors(settings),
    ConfiguredUserAuthFactors: presentAuthFactors(pool, user, settings, passkeys.has(user)),
  };
});
