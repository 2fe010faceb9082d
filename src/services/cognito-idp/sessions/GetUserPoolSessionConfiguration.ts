// GetUserPoolSessionConfiguration: whether a pool tracks sessions, and how many each user may have.
import { operation } from "../operation.js";
import { presentSessionConfiguration } from "../present/session.js";

export const GetUserPoolSessionConfiguration = operation("GetUserPoolSessionConfiguration", (input, ctx) => {
  const { pools, sessions } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  return presentSessionConfiguration(pool, sessions.configurations.ofPool(pool));
});
