// UpdateUserPoolDomain: changes certificate, sign-in pages or routing of a domain.
//
// Order of checks (assumed): pool, domain, settings.
import { operation } from "../operation.js";
import { presentNewDomain } from "../present/domain.js";

export const UpdateUserPoolDomain = operation("UpdateUserPoolDomain", (input, ctx) => {
  const { pools, domains } = ctx.core;
  const { UserPoolId, Domain, ...settings } = input;
  const pool = pools.require(ctx.caller.scope, UserPoolId);
  const domain = domains.require(pool, Domain);

  const changed = ctx.transaction(() => domains.change(pool, domain, settings));
  return presentNewDomain(changed);
});
