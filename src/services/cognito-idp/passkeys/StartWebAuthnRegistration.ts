// StartWebAuthnRegistration: what a signed-in user's browser is asked for to make a passkey.
//
// Order of checks: token, passkeys allowed, relying party, number of passkeys. As with all operations on passkeys, the
// model has no UserNotFoundException: the token of a user who was deleted counts as revoked (assumed).
import { tokenRevoked } from "../../../core/tokens/tokens.js";
import { operation } from "../operation.js";

export const StartWebAuthnRegistration = operation("StartWebAuthnRegistration", async (input, ctx) => {
  const { tokens, passkeys } = ctx.core;
  const owner = await tokens.open(input.AccessToken, tokenRevoked);
  return { CredentialCreationOptions: ctx.transaction(() => passkeys.registration.start(owner)) };
});
