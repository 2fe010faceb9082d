// DeleteResourceServer: removes a resource server from a user pool.
import { operation } from "../operation.js";

export const DeleteResourceServer = operation("DeleteResourceServer", (input, ctx) => {
  const { pools, resourceServers } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const server = resourceServers.require(pool, input.Identifier);

  ctx.transaction(() => resourceServers.remove(server));
  return {};
});
