// DescribeUserPoolDomain: which pool a domain belongs to and what is set for it.
//
// A domain that does not exist has an empty description and is no error (Terraform and Amplify count on it).
import { operation } from "../operation.js";
import { presentDomain } from "../present/domain.js";

export const DescribeUserPoolDomain = operation("DescribeUserPoolDomain", (input, ctx) => {
  const found = ctx.core.domains.find(ctx.caller.scope, input.Domain);
  return { DomainDescription: found ? presentDomain(found.pool, found.domain) : {} };
});
