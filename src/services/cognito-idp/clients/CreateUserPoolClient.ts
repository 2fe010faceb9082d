// CreateUserPoolClient: adds an app client, with a secret when asked for one.
//
// Order of checks (assumed): pool, secret, then the settings in the order of core/clients/settings.
import { clientSettings } from "../../../core/clients/settings.js";
import { operation } from "../operation.js";
import { presentClient } from "../present/client.js";
import { clientRules } from "./rules.js";

export const CreateUserPoolClient = operation("CreateUserPoolClient", (input, ctx) => {
  const { pools, clients } = ctx.core;
  const { scope, pins } = ctx.caller;
  const pool = pools.require(scope, input.UserPoolId);
  // The rule is documented (SDK, ClientSecret), the text assumed.
  if (input.GenerateSecret && input.ClientSecret !== undefined)
    throw ctx.fault("InvalidParameterException", "You cannot specify both GenerateSecret and ClientSecret.");
  const chosen = pins.clientSecret ?? input.ClientSecret;
  const secret = chosen ?? (input.GenerateSecret ? clients.newSecret() : undefined);
  const settings = clientSettings(pool, input, clientRules(ctx.core, pool, secret !== undefined, "creating"));

  const client = ctx.transaction(() =>
    clients.create(pool, { name: input.ClientName, settings, secret, id: pins.clientId }),
  );
  return { UserPoolClient: presentClient(client) };
});
