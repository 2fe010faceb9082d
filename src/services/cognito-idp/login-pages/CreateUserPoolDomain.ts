// CreateUserPoolDomain: gives a user pool the domain of its sign-in pages.
//
// Order of checks (assumed): pool, form of the name, version, whether the pool has a domain, whether the name is taken.
import { operation } from "../operation.js";
import { presentNewDomain } from "../present/domain.js";

export const CreateUserPoolDomain = operation("CreateUserPoolDomain", (input, ctx) => {
  const { UserPoolId, Domain, ...settings } = input;
  const pool = ctx.core.pools.require(ctx.caller.scope, UserPoolId);

  const domain = ctx.transaction(() => ctx.core.domains.create(pool, Domain, settings));
  return presentNewDomain(domain);
});
