// StartWebAuthnRegistration: what a signed-in user's browser is asked for to make a passkey.
//
// Order of checks: token, passkeys allowed, relying party, number of passkeys.
import { operation } from "../operation.js";
import { openOwner } from "./owner.js";

export const StartWebAuthnRegistration = operation("StartWebAuthnRegistration", async (input, ctx) => {
  const { tokens, passkeys } = ctx.core;
  const owner = await openOwner(tokens, input.AccessToken);
  return { CredentialCreationOptions: ctx.transaction(() => passkeys.registration.start(owner)) };
});
