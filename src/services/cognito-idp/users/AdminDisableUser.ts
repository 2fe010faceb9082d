// AdminDisableUser: keeps a user from signing in and revokes their tokens.
import { operation } from "../operation.js";

export const AdminDisableUser = operation("AdminDisableUser", (input, ctx) => {
  const { pools, users, tokens } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);

  ctx.transaction(() => {
    users.change(user, { enabled: false });
    tokens.signOutEverywhere(user);
  });
  return {};
});
