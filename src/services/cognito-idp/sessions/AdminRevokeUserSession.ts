// AdminRevokeUserSession: an administrator ends one session of a user, and those linked to it when told so.
//
// Order of checks (assumed): pool, tracking, user, session.
import { operation } from "../operation.js";

export const AdminRevokeUserSession = operation("AdminRevokeUserSession", (input, ctx) => {
  const { pools, users, sessions } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  sessions.configurations.requireTracking(pool);
  const user = users.require(pool, input.Username);
  const session = sessions.require(user, input.SessionId);
  sessions.revoke(session, input.RevokeAssociatedSessions === "LINKED");
  return {};
});
