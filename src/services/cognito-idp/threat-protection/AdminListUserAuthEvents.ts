// AdminListUserAuthEvents: what threat protection recorded of a user, newest first.
//
// Order of checks: pool, threat protection, user, token. 0 counts as no limit given, which is 60 (both assumed).
import { requireAddOn } from "../../../core/threat-protection/mode.js";
import { operation } from "../operation.js";
import { presentAuthEvent } from "../present/auth-event.js";

const MOST = 60;

export const AdminListUserAuthEvents = operation("AdminListUserAuthEvents", (input, ctx) => {
  const { pools, users, threats } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  requireAddOn(pool);
  const user = users.require(pool, input.Username);
  const request = { limit: input.MaxResults || MOST, after: input.NextToken };
  const { items, next } = threats.events.list(user, request);
  return { AuthEvents: items.map(presentAuthEvent), NextToken: next };
});
