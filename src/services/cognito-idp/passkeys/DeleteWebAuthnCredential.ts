// DeleteWebAuthnCredential: forgets one passkey of a signed-in user.
import { operation } from "../operation.js";
import { openOwner } from "./owner.js";

export const DeleteWebAuthnCredential = operation("DeleteWebAuthnCredential", async (input, ctx) => {
  const { tokens, passkeys } = ctx.core;
  const { user } = await openOwner(tokens, input.AccessToken);
  ctx.transaction(() => passkeys.remove(user, input.CredentialId));
  return {};
});
