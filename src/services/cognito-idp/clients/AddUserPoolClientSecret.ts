// AddUserPoolClientSecret: gives a confidential client a second secret, so that the first can be retired.
//
// Order of checks: pool, client, whether it has a secret at all, how many it has. The rules are documented (SDK), the
// texts assumed. The value is told only here, and only when the service made it.
import { operation } from "../operation.js";
import { presentSecret } from "../present/client.js";

const MOST_SECRETS = 2;

export const AddUserPoolClientSecret = operation("AddUserPoolClientSecret", (input, ctx) => {
  const { pools, clients } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = clients.require(pool, input.ClientId);
  if (client.settings.ClientType === "DCR")
    throw ctx.fault(
      "InvalidParameterException",
      "Client secret operations are not supported for dynamically registered clients.",
    );
  if (client.secrets.length === 0)
    throw ctx.fault("InvalidParameterException", `Client ${client.id} is not configured with a secret.`);
  if (client.secrets.length >= MOST_SECRETS)
    throw ctx.fault(
      "LimitExceededException",
      `Client ${client.id} already has ${MOST_SECRETS} active secrets.`,
    );
  const generated = input.ClientSecret === undefined ? clients.newSecret() : undefined;
  const value = input.ClientSecret ?? generated ?? "";

  const secret = ctx.transaction(() => clients.addSecret(client, value));
  return { ClientSecretDescriptor: { ...presentSecret(secret), ClientSecretValue: generated } };
});
