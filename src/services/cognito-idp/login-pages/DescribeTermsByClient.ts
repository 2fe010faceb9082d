// DescribeTermsByClient: terms by their client and name.
import { operation } from "../operation.js";
import { presentTerms } from "../present/login-pages.js";

export const DescribeTermsByClient = operation("DescribeTermsByClient", (input, ctx) => {
  const { pools, clients, loginPages } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = clients.require(pool, input.ClientId);
  return { Terms: presentTerms(loginPages.terms.requireNamed(client, input.TermsName)) };
});
