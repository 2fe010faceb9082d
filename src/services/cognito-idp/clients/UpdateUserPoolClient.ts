// UpdateUserPoolClient: replaces the settings of an app client; what is not given goes back to its default.
//
// Order of checks (assumed): pool, client, then the settings in the order of core/clients/settings. The name stays
// when none is given, and so do the secrets.
import { clientSettings } from "../../../core/clients/settings.js";
import { operation } from "../operation.js";
import { presentClient } from "../present/client.js";
import { clientRules } from "./rules.js";

export const UpdateUserPoolClient = operation("UpdateUserPoolClient", (input, ctx) => {
  const { pools, clients } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = clients.require(pool, input.ClientId);
  const settings = clientSettings(
    pool,
    input,
    clientRules(ctx.core, pool, client.secrets.length > 0, "updating"),
  );

  // How a client was made stays.
  const { ClientType } = client.settings;
  const changed = ctx.transaction(() =>
    clients.change(client, {
      name: input.ClientName ?? client.name,
      settings: { ...settings, ...(ClientType && { ClientType }) },
    }),
  );
  return { UserPoolClient: presentClient(changed) };
});
