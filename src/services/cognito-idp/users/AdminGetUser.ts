// AdminGetUser: everything about one user, named by username, alias or sub.
//
// Lists of factors are absent, not empty, for a user who has set none up.
import { operation } from "../operation.js";
import { presentMfa } from "../present/mfa.js";
import { presentProfile } from "../present/user.js";

export const AdminGetUser = operation("AdminGetUser", (input, ctx) => {
  const { pools, users, mfa } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  return { ...presentProfile(user), ...presentMfa(mfa.settings(user)) };
});
