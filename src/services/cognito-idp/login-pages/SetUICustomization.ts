// SetUICustomization: the style sheet and the logo of the classic pages, replaced whole.
//
// Order of checks (assumed): pool, client, domain, style sheet, logo.
import { operation } from "../operation.js";
import { presentUiCustomization } from "../present/login-pages.js";
import { customizedClient } from "./customized-client.js";

export const SetUICustomization = operation("SetUICustomization", (input, ctx) => {
  const { pools, loginPages } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = customizedClient(ctx, pool, input.ClientId);
  loginPages.uiCustomizations.requireDomain(pool);

  const content = { css: input.CSS, image: input.ImageFile };
  const customization = ctx.transaction(() => loginPages.uiCustomizations.set(pool, client, content));
  return { UICustomization: presentUiCustomization(ctx, customization) };
});
