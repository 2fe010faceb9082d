// CreateResourceServer: adds an API with OAuth scopes of its own to a user pool.
//
// Order of checks: pool, identifier, how many the pool has.
import { operation } from "../operation.js";
import { presentResourceServer } from "../present/resource-server.js";

export const CreateResourceServer = operation("CreateResourceServer", (input, ctx) => {
  const { pools, resourceServers } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const content = { name: input.Name, scopes: input.Scopes ?? [] };

  const server = ctx.transaction(() => resourceServers.create(pool, input.Identifier, content));
  return { ResourceServer: presentResourceServer(server) };
});
