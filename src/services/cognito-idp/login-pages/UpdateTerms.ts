// UpdateTerms: changes the name or the links of terms.
import { operation } from "../operation.js";
import { presentTerms } from "../present/login-pages.js";

export const UpdateTerms = operation("UpdateTerms", (input, ctx) => {
  const { pools, loginPages } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const terms = loginPages.terms.require(pool, input.TermsId);

  return { Terms: presentTerms(ctx.transaction(() => loginPages.terms.change(terms, input))) };
});
