// AdminInitiateAuth: begins a sign-in on the user's behalf, from a server that holds AWS credentials.
//
// Order of checks: pool, client, required parameters, secret hash, flow, user.
import { serverCaller } from "../caller-context.js";
import { operation } from "../operation.js";
import { presentOutcome } from "./outcome.js";

export const AdminInitiateAuth = operation("AdminInitiateAuth", async (input, ctx) => {
  const { pools, clients, signIn } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const outcome = await signIn.start({
    pool,
    client: clients.require(pool, input.ClientId),
    admin: true,
    flow: input.AuthFlow,
    session: input.Session,
    parameters: input.AuthParameters ?? {},
    caller: serverCaller(ctx.caller, input.ContextData),
    validationData: input.ClientMetadata,
  });
  return presentOutcome(outcome);
});
