// AdminListUserSessions: the active sessions of any user, all on one page (SDK).
//
// Order of checks (assumed): pool, tracking, user, token.
import { operation } from "../operation.js";
import { presentSession } from "../present/session.js";
import { refusePageToken } from "./page-token.js";

export const AdminListUserSessions = operation("AdminListUserSessions", (input, ctx) => {
  const { pools, users, sessions } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  sessions.configurations.requireTracking(pool);
  const user = users.require(pool, input.Username);
  refusePageToken(input.NextToken);
  return { Sessions: sessions.list(user).map((session) => presentSession(session)) };
});
