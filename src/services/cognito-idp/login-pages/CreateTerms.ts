// CreateTerms: says where a client's terms of use or its privacy policy are, by language.
import { operation } from "../operation.js";
import { presentTerms } from "../present/login-pages.js";

export const CreateTerms = operation("CreateTerms", (input, ctx) => {
  const { pools, clients, loginPages } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = clients.require(pool, input.ClientId);

  const terms = ctx.transaction(() => loginPages.terms.create(pool, client, input));
  return { Terms: presentTerms(terms) };
});
