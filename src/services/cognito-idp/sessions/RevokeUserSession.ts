// RevokeUserSession: the signed-in user ends another one of their sessions, and those linked to it when told so.
//
// Order of checks (assumed): access token, tracking, session, whether it is the caller's own.
import { operation } from "../operation.js";

export const RevokeUserSession = operation("RevokeUserSession", async (input, ctx) => {
  const { tokens, sessions } = ctx.core;
  const { pool, user, signIn } = await tokens.open(input.AccessToken);
  sessions.configurations.requireTracking(pool);
  const session = sessions.require(user, input.SessionId);
  // The rule is documented (SDK), error and text are assumed.
  if (session.signInId === signIn.id)
    throw ctx.fault("InvalidParameterException", "You cannot revoke your current session.");
  sessions.revoke(session, input.RevokeAssociatedSessions === "LINKED");
  return {};
});
