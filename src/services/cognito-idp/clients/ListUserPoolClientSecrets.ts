// ListUserPoolClientSecrets: which secrets a client has, never their values.
//
// A client has at most two, so there is one page and no token that could be right (SDK).
import { operation } from "../operation.js";
import { presentSecret } from "../present/client.js";

export const ListUserPoolClientSecrets = operation("ListUserPoolClientSecrets", (input, ctx) => {
  const pool = ctx.core.pools.require(ctx.caller.scope, input.UserPoolId);
  const client = ctx.core.clients.require(pool, input.ClientId);
  if (input.NextToken !== undefined)
    throw ctx.fault("InvalidParameterException", "Invalid pagination token given.");
  return { ClientSecrets: client.secrets.map(presentSecret) };
});
