// GetUserAuthFactors: with what the signed-in user can sign in, and which second factors they turned on.
import { operation } from "../operation.js";
import { presentAuthFactors, presentFactors } from "../present/mfa.js";

export const GetUserAuthFactors = operation("GetUserAuthFactors", async (input, ctx) => {
  const { tokens, mfa, passkeys } = ctx.core;
  const { pool, user } = await tokens.open(input.AccessToken);
  const settings = mfa.settings(user);
  return {
    Username: user.username,
    ...presentFactors(settings),
    ConfiguredUserAuthFactors: presentAuthFactors(pool, user, settings, passkeys.has(user)),
  };
});
