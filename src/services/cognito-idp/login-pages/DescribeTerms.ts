// DescribeTerms: terms by their id.
import { operation } from "../operation.js";
import { presentTerms } from "../present/login-pages.js";

export const DescribeTerms = operation("DescribeTerms", (input, ctx) => {
  const pool = ctx.core.pools.require(ctx.caller.scope, input.UserPoolId);
  return { Terms: presentTerms(ctx.core.loginPages.terms.require(pool, input.TermsId)) };
});
