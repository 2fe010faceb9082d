// DeleteWebAuthnCredential: forgets one passkey of a signed-in user.
import { tokenRevoked } from "../../../core/tokens/tokens.js";
import { operation } from "../operation.js";

export const DeleteWebAuthnCredential = operation("DeleteWebAuthnCredential", async (input, ctx) => {
  const { tokens, passkeys } = ctx.core;
  const { user } = await tokens.open(input.AccessToken, tokenRevoked);
  ctx.transaction(() => passkeys.remove(user, input.CredentialId));
  return {};
});
