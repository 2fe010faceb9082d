// DeleteTerms: removes terms; a client's pages link to terms only while it has both kinds.
import { operation } from "../operation.js";

export const DeleteTerms = operation("DeleteTerms", (input, ctx) => {
  const { pools, loginPages } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const terms = loginPages.terms.require(pool, input.TermsId);

  ctx.transaction(() => loginPages.terms.remove(terms));
  return {};
});
