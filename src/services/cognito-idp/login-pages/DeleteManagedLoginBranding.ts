// DeleteManagedLoginBranding: takes its style from a client, which is without login pages until it has another.
import { operation } from "../operation.js";

export const DeleteManagedLoginBranding = operation("DeleteManagedLoginBranding", (input, ctx) => {
  const { pools, loginPages } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const branding = loginPages.brandings.require(pool, input.ManagedLoginBrandingId);

  ctx.transaction(() => loginPages.brandings.remove(branding));
  return {};
});
