// ListResourceServers: the resource servers of a user pool, page by page.
import { operation } from "../operation.js";
import { readPage } from "../pages.js";
import { presentResourceServer } from "../present/resource-server.js";

/** The model makes MaxResults optional, but the service refuses a request without it; see model/corrections. */
const DEFAULT_RESULTS = 50;

export const ListResourceServers = operation("ListResourceServers", (input, ctx) => {
  const pool = ctx.core.pools.require(ctx.caller.scope, input.UserPoolId);
  const page = readPage(
    ctx,
    ["ListResourceServers", pool.id],
    { token: input.NextToken, limit: input.MaxResults ?? DEFAULT_RESULTS },
    (request) => ctx.core.resourceServers.list(pool, request),
  );
  return { ResourceServers: page.items.map(presentResourceServer), NextToken: page.nextToken };
});
