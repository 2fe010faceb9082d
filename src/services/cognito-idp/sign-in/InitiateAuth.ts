// InitiateAuth: begins a sign-in, or refreshes tokens.
//
// Order of checks: client, required parameters, secret hash, flow, user.
import { operation } from "../operation.js";
import { presentOutcome } from "./outcome.js";

export const InitiateAuth = operation("InitiateAuth", async (input, ctx) => {
  const { clients, signIn } = ctx.core;
  const outcome = await signIn.start({
    ...clients.find(input.ClientId),
    admin: false,
    flow: input.AuthFlow,
    parameters: input.AuthParameters ?? {},
    caller: ctx.caller,
    validationData: input.ClientMetadata,
  });
  return presentOutcome(outcome);
});
