// DeleteUserPoolDomain: takes the domain from a user pool; the name is free again.
import { operation } from "../operation.js";

export const DeleteUserPoolDomain = operation("DeleteUserPoolDomain", (input, ctx) => {
  const { pools, domains } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const domain = domains.require(pool, input.Domain);

  ctx.transaction(() => domains.remove(domain));
  return {};
});
