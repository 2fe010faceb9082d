// DescribeIdentityPool: the settings of an identity pool.
import { operation } from "./operation.js";
import { presentPool } from "./present.js";

export const DescribeIdentityPool = operation("DescribeIdentityPool", (input, ctx) =>
  presentPool(ctx.core.identityPools.pools.require(ctx.caller.scope, input.IdentityPoolId)),
);
