// GlobalSignOut: a user revokes all of their own tokens, on every device.
//
// Order of checks: access token.
import { operation } from "../operation.js";

export const GlobalSignOut = operation("GlobalSignOut", async (input, ctx) => {
  const { tokens } = ctx.core;
  const { user } = await tokens.open(input.AccessToken);
  tokens.signOutEverywhere(user);
  return {};
});
