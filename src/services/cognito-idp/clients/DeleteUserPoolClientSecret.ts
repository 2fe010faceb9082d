// DeleteUserPoolClientSecret: retires one of a client's two secrets.
//
// Order of checks: pool, client, secret, whether another one remains. The rules are documented (SDK), the texts assumed.
import { operation } from "../operation.js";

export const DeleteUserPoolClientSecret = operation("DeleteUserPoolClientSecret", (input, ctx) => {
  const { pools, clients } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = clients.require(pool, input.ClientId);
  const id = input.ClientSecretId;
  if (!client.secrets.some((secret) => secret.id === id))
    throw ctx.fault("ResourceNotFoundException", `Client secret ${id} does not exist.`);
  if (client.secrets.length === 1)
    throw ctx.fault("InvalidParameterException", "Cannot delete the last remaining secret of an app client.");

  ctx.transaction(() => clients.removeSecret(client, id));
  return {};
});
