// ListTerms: the terms of all clients of a pool, page by page.
import { operation } from "../operation.js";
import { readPage } from "../pages.js";
import { describeTerms } from "../present/login-pages.js";

/** Assumed: as many as may be asked for. */
const DEFAULT_RESULTS = 60;

export const ListTerms = operation("ListTerms", (input, ctx) => {
  const pool = ctx.core.pools.require(ctx.caller.scope, input.UserPoolId);
  const page = readPage(
    ctx,
    ["ListTerms", pool.id],
    { token: input.NextToken, limit: input.MaxResults ?? DEFAULT_RESULTS },
    (request) => ctx.core.loginPages.terms.list(pool, request),
  );
  return { Terms: page.items.map(describeTerms), NextToken: page.nextToken };
});
