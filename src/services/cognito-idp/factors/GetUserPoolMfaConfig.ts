// GetUserPoolMfaConfig: which second factors a pool has; only those that are configured.
import { presentMfaConfig } from "../../../core/pools/mfa-config.js";
import { operation } from "../operation.js";

export const GetUserPoolMfaConfig = operation("GetUserPoolMfaConfig", (input, ctx) =>
  presentMfaConfig(ctx.core.pools.require(ctx.caller.scope, input.UserPoolId)),
);
