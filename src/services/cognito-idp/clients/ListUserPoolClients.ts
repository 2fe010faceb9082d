// ListUserPoolClients: names and ids of a pool's app clients, page by page.
import type { Client } from "../../../storage/records.js";
import { operation } from "../operation.js";
import { readPage } from "../pages.js";

/** Assumed: the greatest that can be asked for. */
const DEFAULT_RESULTS = 60;

export const ListUserPoolClients = operation("ListUserPoolClients", (input, ctx) => {
  const pool = ctx.core.pools.require(ctx.caller.scope, input.UserPoolId);
  const isWanted = ({ settings }: Client) =>
    input.ClientType === undefined || (settings.ClientType ?? "REGULAR") === input.ClientType;
  const page = readPage(
    ctx,
    ["ListUserPoolClients", pool.id],
    { token: input.NextToken, limit: input.MaxResults ?? DEFAULT_RESULTS },
    (request) => ctx.core.clients.list(pool, request),
  );
  return {
    // A page may hold fewer than were asked for, as documented.
    UserPoolClients: page.items.filter(isWanted).map(({ id, poolId, name }) => ({
      ClientId: id,
      UserPoolId: poolId,
      ClientName: name,
    })),
    NextToken: page.nextToken,
  };
});
