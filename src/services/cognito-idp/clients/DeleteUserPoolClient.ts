// DeleteUserPoolClient: removes an app client; its sign-ins end with it.
import { operation } from "../operation.js";

export const DeleteUserPoolClient = operation("DeleteUserPoolClient", (input, ctx) => {
  const { pools, clients } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = clients.require(pool, input.ClientId);

  ctx.transaction(() => clients.remove(client));
  return {};
});
