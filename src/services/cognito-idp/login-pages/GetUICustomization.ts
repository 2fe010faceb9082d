// GetUICustomization: how the classic pages of a client look, or those of all clients when it has nothing of its own.
import { operation } from "../operation.js";
import { presentUiCustomization } from "../present/login-pages.js";
import { customizedClient } from "./customized-client.js";

export const GetUICustomization = operation("GetUICustomization", (input, ctx) => {
  const { pools, loginPages } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = customizedClient(ctx, pool, input.ClientId);
  loginPages.uiCustomizations.requireDomain(pool);
  return {
    UICustomization: presentUiCustomization(ctx, loginPages.uiCustomizations.effective(pool.id, client?.id)),
  };
});
