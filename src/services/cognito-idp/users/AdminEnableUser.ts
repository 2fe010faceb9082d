// AdminEnableUser: lets a disabled user sign in again; tokens that disabling revoked stay so.
import { operation } from "../operation.js";

export const AdminEnableUser = operation("AdminEnableUser", (input, ctx) => {
  const { pools, users } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);

  ctx.transaction(() => {
    users.change(user, { enabled: true });
  });
  return {};
});
