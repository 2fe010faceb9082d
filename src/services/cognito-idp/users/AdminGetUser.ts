// AdminGetUser: everything about one user, named by username, alias or sub.
//
// Lists of factors are absent, not empty, for a user who has set none up.
import { operation } from "../operation.js";
import { presentProfile } from "../present/user.js";

export const AdminGetUser = operation("AdminGetUser", (input, ctx) => {
  const { pools, users } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  return presentProfile(users.require(pool, input.Username));
});
