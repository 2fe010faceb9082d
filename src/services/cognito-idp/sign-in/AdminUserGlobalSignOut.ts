// AdminUserGlobalSignOut: an administrator revokes all tokens of a user.
//
// Order of checks: pool, user.
import { operation } from "../operation.js";

export const AdminUserGlobalSignOut = operation("AdminUserGlobalSignOut", (input, ctx) => {
  const { pools, users, tokens } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  tokens.signOutEverywhere(users.require(pool, input.Username));
  return {};
});
