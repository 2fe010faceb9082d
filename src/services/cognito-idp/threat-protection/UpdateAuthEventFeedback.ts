// UpdateAuthEventFeedback: the reader of a notification says whether an event was theirs, by the token in it.
//
// Order of checks: pool, threat protection, user, token, event. The name of the provider is assumed.
import { poolNotFound } from "../../../core/pools/pools.js";
import { requireAddOn } from "../../../core/threat-protection/mode.js";
import { operation } from "../operation.js";

export const UpdateAuthEventFeedback = operation("UpdateAuthEventFeedback", (input, ctx) => {
  const { pools, users, threats } = ctx.core;
  // Nobody signs this call: the pool's id, which is unique everywhere, has to do.
  const pool = pools.findAnywhere(input.UserPoolId);
  if (!pool) throw poolNotFound(input.UserPoolId);
  requireAddOn(pool);
  const user = users.require(pool, input.Username);
  threats.feedbackTokens.require(pool, user, input.EventId, input.FeedbackToken);
  ctx.transaction(() => threats.events.comment(user, input.EventId, input.FeedbackValue, "User"));
  return {};
});
