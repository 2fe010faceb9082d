// AdminSetUserSettings: the older way for administrators to turn a user's SMS codes on or off.
import { operation } from "../operation.js";
import { wantsSms } from "./sms-option.js";

export const AdminSetUserSettings = operation("AdminSetUserSettings", (input, ctx) => {
  const { pools, users, mfa } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  const on = wantsSms(input.MFAOptions);
  ctx.transaction(() => mfa.setSmsOption(pool, user, on));
  return {};
});
