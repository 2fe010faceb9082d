// DescribeManagedLoginBrandingByClient: a client's style of managed login.
import { operation } from "../operation.js";
import { presentBranding } from "../present/login-pages.js";

export const DescribeManagedLoginBrandingByClient = operation(
  "DescribeManagedLoginBrandingByClient",
  (input, ctx) => {
    const { pools, clients, loginPages } = ctx.core;
    const pool = pools.require(ctx.caller.scope, input.UserPoolId);
    const branding = loginPages.brandings.requireOfClient(clients.require(pool, input.ClientId));
    return { ManagedLoginBranding: presentBranding(ctx, branding, { merged: input.ReturnMergedResources }) };
  },
);
