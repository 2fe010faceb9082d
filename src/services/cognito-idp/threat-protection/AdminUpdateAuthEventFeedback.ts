// AdminUpdateAuthEventFeedback: an administrator says whether an event was legitimate.
//
// Order of checks: pool, threat protection, user, event.
import { requireAddOn } from "../../../core/threat-protection/mode.js";
import { operation } from "../operation.js";

export const AdminUpdateAuthEventFeedback = operation("AdminUpdateAuthEventFeedback", (input, ctx) => {
  const { pools, users, threats } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  requireAddOn(pool);
  const user = users.require(pool, input.Username);
  ctx.transaction(() => threats.events.comment(user, input.EventId, input.FeedbackValue, "Admin"));
  return {};
});
