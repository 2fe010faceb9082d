// ListWebAuthnCredentials: a signed-in user's passkeys, oldest first, page by page.
import type { WebAuthnCredentialDescription } from "../../../model/cognito-idp.gen.js";
import type { Passkey } from "../../../storage/records.js";
import { operation } from "../operation.js";
import { readPage } from "../pages.js";
import { openOwner } from "./owner.js";

/** All that a user can have. 0 counts as not given (assumed). */
const DEFAULT_LIMIT = 20;

export const ListWebAuthnCredentials = operation("ListWebAuthnCredentials", async (input, ctx) => {
  const { tokens, passkeys } = ctx.core;
  const { user } = await openOwner(tokens, input.AccessToken);
  const page = readPage(
    ctx,
    ["ListWebAuthnCredentials", user.sub],
    { token: input.NextToken, limit: input.MaxResults || DEFAULT_LIMIT },
    (request) => passkeys.list(user, request),
  );
  return { Credentials: page.items.map(present), NextToken: page.nextToken };
});

const present = (passkey: Passkey): WebAuthnCredentialDescription => ({
  CredentialId: passkey.credentialId,
  FriendlyCredentialName: passkey.friendlyName,
  RelyingPartyId: passkey.relyingParty,
  AuthenticatorAttachment: passkey.attachment,
  AuthenticatorTransports: [...passkey.transports],
  CreatedAt: passkey.createdAt,
});
