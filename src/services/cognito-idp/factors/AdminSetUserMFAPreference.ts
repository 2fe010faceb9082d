// AdminSetUserMFAPreference: turns a user's second factors on or off and says which one is asked first.
import { operation } from "../operation.js";

export const AdminSetUserMFAPreference = operation("AdminSetUserMFAPreference", (input, ctx) => {
  const { pools, users, mfa } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  const { authenticatorSecret } = ctx.caller.pins;
  ctx.transaction(() => {
    if (authenticatorSecret !== undefined) mfa.tokens.install(user, authenticatorSecret);
    mfa.prefer(pool, user, input);
  });
  return {};
});
