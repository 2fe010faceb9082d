// ListUserSessions: the active sessions of the signed-in user, with whichever client they began.
//
// Order of checks (assumed): access token, tracking, token of the page.
import { operation } from "../operation.js";
import { presentSession } from "../present/session.js";
import { refusePageToken } from "./page-token.js";

export const ListUserSessions = operation("ListUserSessions", async (input, ctx) => {
  const { tokens, sessions } = ctx.core;
  const { pool, user, signIn } = await tokens.open(input.AccessToken);
  sessions.configurations.requireTracking(pool);
  refusePageToken(input.NextToken);
  return { Sessions: sessions.list(user).map((session) => presentSession(session, signIn)) };
});
