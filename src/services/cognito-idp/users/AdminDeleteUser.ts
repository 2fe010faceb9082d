// AdminDeleteUser: removes a user with all that belongs to them, also one who is enabled.
import { operation } from "../operation.js";

export const AdminDeleteUser = operation("AdminDeleteUser", (input, ctx) => {
  const { pools, users } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);

  ctx.transaction(() => users.remove(user));
  return {};
});
