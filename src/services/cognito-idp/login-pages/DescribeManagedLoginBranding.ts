// DescribeManagedLoginBranding: a style of managed login by its id; on request with the service's values where it has none.
import { operation } from "../operation.js";
import { presentBranding } from "../present/login-pages.js";

export const DescribeManagedLoginBranding = operation("DescribeManagedLoginBranding", (input, ctx) => {
  const pool = ctx.core.pools.require(ctx.caller.scope, input.UserPoolId);
  const branding = ctx.core.loginPages.brandings.require(pool, input.ManagedLoginBrandingId);
  return { ManagedLoginBranding: presentBranding(ctx, branding, { merged: input.ReturnMergedResources }) };
});
