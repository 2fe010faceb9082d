// ListUserPools: the user pools of the caller's account and region, page by page.
import { operation } from "../operation.js";
import { readPage } from "../pages.js";
import { presentPoolDescription } from "../present/pool.js";

export const ListUserPools = operation("ListUserPools", (input, ctx) => {
  const { scope } = ctx.caller;
  const page = readPage(
    ctx,
    ["ListUserPools", scope.account, scope.region],
    { token: input.NextToken, limit: input.MaxResults },
    (request) => ctx.core.pools.list(scope, request),
  );
  return { UserPools: page.items.map(presentPoolDescription), NextToken: page.nextToken };
});
