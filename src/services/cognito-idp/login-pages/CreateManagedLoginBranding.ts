// CreateManagedLoginBranding: gives a client its style of managed login.
//
// Order of checks (assumed): pool, client, where the values come from, tier, whether there is one, how many, content.
import { operation } from "../operation.js";
import { presentBranding } from "../present/login-pages.js";

export const CreateManagedLoginBranding = operation("CreateManagedLoginBranding", (input, ctx) => {
  const { pools, clients, loginPages } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = clients.require(pool, input.ClientId);

  const branding = ctx.transaction(() => loginPages.brandings.create(pool, client, input));
  return { ManagedLoginBranding: presentBranding(ctx, branding) };
});
