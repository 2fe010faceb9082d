// UpdateManagedLoginBranding: changes what is given of a style, or takes it back to the service's values.
//
// The model makes both ids optional. That one without a pool or id is told "does not exist" is assumed.
import { operation } from "../operation.js";
import { presentBranding } from "../present/login-pages.js";

export const UpdateManagedLoginBranding = operation("UpdateManagedLoginBranding", (input, ctx) => {
  const { pools, loginPages } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId ?? "");
  const { id } = loginPages.brandings.require(pool, input.ManagedLoginBrandingId ?? "");

  const changed = ctx.transaction(() =>
    loginPages.brandings.change(pool, loginPages.brandings.require(pool, id), input),
  );
  return { ManagedLoginBranding: presentBranding(ctx, changed) };
});
