// GlobalSignOut: a user revokes all of their own tokens, on every device.
//
// Order of checks: access token. The model gives this operation no UserNotFoundException: the token of a user who was
// deleted counts as revoked (assumed).
import { tokenRevoked } from "../../../core/tokens/tokens.js";
import { operation } from "../operation.js";

export const GlobalSignOut = operation("GlobalSignOut", async (input, ctx) => {
  const { tokens } = ctx.core;
  const { user } = await tokens.open(input.AccessToken, { ofDeletedUser: tokenRevoked });
  tokens.signOutEverywhere(user);
  return {};
});
