// ListIdentityPools: the identity pools of the caller's account and region, in the order of their ids (assumed).
import { operation } from "./operation.js";
import { readPage } from "./pages.js";

export const ListIdentityPools = operation("ListIdentityPools", (input, ctx) => {
  const { scope } = ctx.caller;
  const listing = `ListIdentityPools ${scope.account} ${scope.region}`;
  const { items, NextToken } = readPage(ctx.core.pageTokens, listing, input, (request) =>
    ctx.core.identityPools.pools.list(scope, request),
  );
  return {
    IdentityPools: items.map(({ id, name }) => ({ IdentityPoolId: id, IdentityPoolName: name })),
    NextToken,
  };
});
