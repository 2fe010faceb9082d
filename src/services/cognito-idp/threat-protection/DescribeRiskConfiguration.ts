// DescribeRiskConfiguration: the risk configuration of a pool, or the one that a client has of its own.
//
// Order of checks: pool, client, threat protection.
import { requireAddOn } from "../../../core/threat-protection/mode.js";
import { operation } from "../operation.js";

export const DescribeRiskConfiguration = operation("DescribeRiskConfiguration", (input, ctx) => {
  const { pools, clients, threats } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const client = input.ClientId === undefined ? undefined : clients.require(pool, input.ClientId);
  requireAddOn(pool);
  return { RiskConfiguration: threats.configurations.describe(pool, client) };
});
