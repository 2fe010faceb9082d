// SetUserSettings: the older way for signed-in users to turn SMS codes on or off; knows no other factor.
import { operation } from "../operation.js";
import { wantsSms } from "./sms-option.js";

export const SetUserSettings = operation("SetUserSettings", async (input, ctx) => {
  const { tokens, users, mfa } = ctx.core;
  const { pool, user } = await tokens.open(input.AccessToken);
  const on = wantsSms(input.MFAOptions);
  ctx.transaction(() => mfa.setSmsOption(pool, users.reread(user), on));
  return {};
});
