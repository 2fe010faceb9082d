// DescribeResourceServer: name and scopes of a resource server.
import { operation } from "../operation.js";
import { presentResourceServer } from "../present/resource-server.js";

export const DescribeResourceServer = operation("DescribeResourceServer", (input, ctx) => {
  const pool = ctx.core.pools.require(ctx.caller.scope, input.UserPoolId);
  const server = ctx.core.resourceServers.require(pool, input.Identifier);
  return { ResourceServer: presentResourceServer(server) };
});
