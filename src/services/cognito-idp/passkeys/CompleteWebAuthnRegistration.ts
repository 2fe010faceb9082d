// CompleteWebAuthnRegistration: checks the passkey that the browser made, and keeps it.
//
// Order of checks: token, passkeys allowed, form, challenge, client, origin, relying party, attestation, number of
// passkeys.
import { tokenRevoked } from "../../../core/tokens/tokens.js";
import { operation } from "../operation.js";

export const CompleteWebAuthnRegistration = operation("CompleteWebAuthnRegistration", async (input, ctx) => {
  const { tokens, passkeys } = ctx.core;
  const owner = await tokens.open(input.AccessToken, tokenRevoked);
  await passkeys.registration.complete(owner, input.Credential);
  return {};
});
