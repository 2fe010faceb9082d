// InitiateAuth: begins a sign-in, or refreshes tokens.
//
// Order of checks: client, required parameters, secret hash, flow, user.
import { appCaller } from "../caller-context.js";
import { operation } from "../operation.js";
import { presentOutcome } from "./outcome.js";

export const InitiateAuth = operation("InitiateAuth", async (input, ctx) => {
  const { clients, signIn } = ctx.core;
  const outcome = await signIn.start({
    ...clients.find(input.ClientId),
    admin: false,
    flow: input.AuthFlow,
    session: input.Session,
    parameters: input.AuthParameters ?? {},
    caller: appCaller(ctx.caller, input.UserContextData),
    validationData: input.ClientMetadata,
  });
  return presentOutcome(outcome);
});
