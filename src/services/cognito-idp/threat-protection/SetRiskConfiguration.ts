// SetRiskConfiguration: what a pool, or one client of it, does about risks; replaces it whole.
//
// Order of checks: pool, client, threat protection, the settings.
import { requireAddOn } from "../../../core/threat-protection/mode.js";
import { operation } from "../operation.js";

export const SetRiskConfiguration = operation("SetRiskConfiguration", (input, ctx) => {
  const { pools, clients, threats } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = input.ClientId === undefined ? undefined : clients.require(pool, input.ClientId);
  requireAddOn(pool);
  return {
    RiskConfiguration: ctx.transaction(() => threats.configurations.set(pool, client, input)),
  };
});
