// LookupDeveloperIdentity: the identity of a developer's user, or the users of an identity.
//
// A lookup by user names that user alone; a lookup by identity names all of its users, in pages (SDK; the former
// assumed).
import { operation } from "./operation.js";
import { readPage } from "./pages.js";

export const LookupDeveloperIdentity = operation("LookupDeveloperIdentity", (input, ctx) => {
  const { pools, identities, developers } = ctx.core.identityPools;
  const pool = pools.require(ctx.caller.scope, input.IdentityPoolId);
  const { IdentityId, DeveloperUserIdentifier } = input;

  if (DeveloperUserIdentifier !== undefined) {
    const identity = developers.require(pool, DeveloperUserIdentifier);
    if (IdentityId !== undefined && IdentityId !== identity.id)
      // The text is assumed.
      throw ctx.fault(
        "ResourceConflictException",
        "The provided developer user identifier does not match the identity id.",
      );
    return { IdentityId: identity.id, DeveloperUserIdentifierList: [DeveloperUserIdentifier] };
  }
  if (IdentityId === undefined)
    // The text is assumed.
    throw ctx.fault(
      "InvalidParameterException",
      "Either IdentityId or DeveloperUserIdentifier must be provided.",
    );

  const identity = identities.requireOf(pool, IdentityId);
  const { items, NextToken } = readPage(
    ctx.core.pageTokens,
    `LookupDeveloperIdentity ${identity.id}`,
    input,
    (request) => developers.identifiersOf(pool, identity, request),
  );
  return { IdentityId: identity.id, DeveloperUserIdentifierList: [...items], NextToken };
});
