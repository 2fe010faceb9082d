// GetUserPoolClientSessionConfiguration: for how long a client takes SSO sessions instead of a sign-in.
//
// Order of checks: pool, client. Answers what was set also while tracking is off (assumed).
import { operation } from "../operation.js";
import { presentClientSessionConfiguration } from "../present/session.js";

export const GetUserPoolClientSessionConfiguration = operation(
  "GetUserPoolClientSessionConfiguration",
  (input, ctx) => {
    const { pools, clients, sessions } = ctx.core;
    const pool = pools.require(ctx.caller.scope, input.UserPoolId);
    const client = clients.require(pool, input.ClientId);
    return presentClientSessionConfiguration(pool, client, sessions.configurations.ssoMinutesSet(client));
  },
);
