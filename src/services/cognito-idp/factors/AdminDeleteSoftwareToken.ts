// AdminDeleteSoftwareToken: removes a user's authenticator, so that they can sign in without it or set up another.
//
// Without an authenticator there is nothing to do, and that is no error (assumed).
import { operation } from "../operation.js";

export const AdminDeleteSoftwareToken = operation("AdminDeleteSoftwareToken", (input, ctx) => {
  const { pools, users, mfa } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  ctx.transaction(() => mfa.tokens.remove(user));
  return {};
});
