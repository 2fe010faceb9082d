// UnlinkIdentity: takes logins from an identity; without logins nobody can open it again.
//
// Unsigned: a valid login of the identity proves the right to do so. A provider that the identity has no login of is
// passed over (assumed).
import { operation } from "./operation.js";

export const UnlinkIdentity = operation("UnlinkIdentity", async (input, ctx) => {
  const { identities, logins, providers } = ctx.core.identityPools;
  const proven = await logins.verify(identities.require(input.IdentityId).pool, input.Logins);

  const removed = new Set(input.LoginsToRemove.map(providers.canonical));
  ctx.transaction(() => {
    const identity = identities.requireOwn(input.IdentityId, proven);
    const going = identities.loginsOf(identity).filter(({ provider }) => removed.has(provider));
    if (going.length > 0) identities.unlink(identity, going);
  });
  return {};
});
