// ListIdentities: the identities of a pool, in the order of their ids (assumed), disabled ones only when not hidden.
import { operation } from "./operation.js";
import { readPage } from "./pages.js";
import { presentIdentity } from "./present.js";

export const ListIdentities = operation("ListIdentities", (input, ctx) => {
  const { pools, identities } = ctx.core.identityPools;
  const pool = pools.require(ctx.caller.scope, input.IdentityPoolId);
  const hideDisabled = input.HideDisabled ?? false;
  const listing = `ListIdentities ${pool.id} ${hideDisabled}`;
  const { items, NextToken } = readPage(ctx.core.pageTokens, listing, input, (request) =>
    identities.list(pool, hideDisabled, request),
  );
  return {
    IdentityPoolId: pool.id,
    Identities: items.map((identity) => presentIdentity(ctx.core, identity)),
    NextToken,
  };
});
