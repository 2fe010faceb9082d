// CompleteWebAuthnRegistration: checks the passkey that the browser made, and keeps it.
//
// Order of checks: token, passkeys allowed, form, challenge, client, origin, relying party, attestation, number of
// passkeys.
import { operation } from "../operation.js";
import { openOwner } from "./owner.js";

export const CompleteWebAuthnRegistration = operation("CompleteWebAuthnRegistration", async (input, ctx) => {
  const { tokens, passkeys } = ctx.core;
  const owner = await openOwner(tokens, input.AccessToken);
  await passkeys.registration.complete(owner, input.Credential);
  return {};
});
