// UpdateResourceServer: replaces name and scopes of a resource server; scopes that are not given are gone.
import { operation } from "../operation.js";
import { presentResourceServer } from "../present/resource-server.js";

export const UpdateResourceServer = operation("UpdateResourceServer", (input, ctx) => {
  const { pools, resourceServers } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const server = resourceServers.require(pool, input.Identifier);
  const content = { name: input.Name, scopes: input.Scopes ?? [] };

  const changed = ctx.transaction(() => resourceServers.change(server, content));
  return { ResourceServer: presentResourceServer(changed) };
});
