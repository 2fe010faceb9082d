// DescribeUserPoolClient: everything that is set for an app client, its secret included.
import { operation } from "../operation.js";
import { presentClient } from "../present/client.js";

export const DescribeUserPoolClient = operation("DescribeUserPoolClient", (input, ctx) => {
  const pool = ctx.core.pools.require(ctx.caller.scope, input.UserPoolId);
  return { UserPoolClient: presentClient(ctx.core.clients.require(pool, input.ClientId)) };
});
