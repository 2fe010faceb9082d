// RespondToAuthChallenge: answers the question of a sign-in under way.
//
// Order of checks: client, USERNAME, session, user of the session, secret hash, the answer.
import { appCaller } from "../caller-context.js";
import { operation } from "../operation.js";
import { presentOutcome } from "./outcome.js";

export const RespondToAuthChallenge = operation("RespondToAuthChallenge", async (input, ctx) => {
  const { clients, signIn } = ctx.core;
  const outcome = await signIn.answer({
    ...clients.find(input.ClientId),
    admin: false,
    challenge: input.ChallengeName,
    session: input.Session,
    parameters: input.ChallengeResponses ?? {},
    caller: appCaller(ctx.caller, input.UserContextData),
    metadata: input.ClientMetadata,
  });
  return presentOutcome(outcome);
});
