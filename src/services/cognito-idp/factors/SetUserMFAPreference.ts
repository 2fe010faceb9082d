// SetUserMFAPreference: a signed-in user turns second factors on or off and says which one is asked first.
import { operation } from "../operation.js";

export const SetUserMFAPreference = operation("SetUserMFAPreference", async (input, ctx) => {
  const { tokens, users, mfa } = ctx.core;
  const { pool, user } = await tokens.open(input.AccessToken);
  ctx.transaction(() => mfa.prefer(pool, users.reread(user), input));
  return {};
});
