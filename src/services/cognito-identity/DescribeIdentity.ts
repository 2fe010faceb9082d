// DescribeIdentity: when an identity was made and which providers it has logins of.
import { operation } from "./operation.js";
import { presentIdentity } from "./present.js";

export const DescribeIdentity = operation("DescribeIdentity", (input, ctx) => {
  const { identity } = ctx.core.identityPools.identities.requireIn(ctx.caller.scope, input.IdentityId);
  return presentIdentity(ctx.core, identity);
});
