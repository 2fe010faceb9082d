// DescribeUserPool: everything that is set for a user pool.
import { operation } from "../operation.js";
import { presentPool } from "../present/pool.js";

export const DescribeUserPool = operation("DescribeUserPool", (input, ctx) => {
  const { pools, domains } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  return { UserPool: presentPool(pool, pools.userCount(pool), domains.ofPool(pool)) };
});
