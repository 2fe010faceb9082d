// SetUserPoolClientSessionConfiguration: for how long after a sign-in a client takes the SSO session of another one.
//
// Order of checks (assumed): pool, client, tier, tracking.
import { operation } from "../operation.js";
import { presentClientSessionConfiguration } from "../present/session.js";

export const SetUserPoolClientSessionConfiguration = operation(
  "SetUserPoolClientSessionConfiguration",
  (input, ctx) => {
    const { pools, clients, sessions } = ctx.core;
    const pool = pools.require(ctx.caller.scope, input.UserPoolId);
    const client = clients.require(pool, input.ClientId);
    const minutes = input.SSOSession.MaxValidityMinutes;
    ctx.transaction(() => sessions.configurations.setSsoMinutes(pool, client, minutes));
    return presentClientSessionConfiguration(pool, client, minutes);
  },
);
