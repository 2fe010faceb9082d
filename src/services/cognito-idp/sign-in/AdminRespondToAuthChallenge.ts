// AdminRespondToAuthChallenge: answers the question of a sign-in under way on the user's behalf.
//
// Order of checks: pool, client, USERNAME, session, user of the session, secret hash, the answer. A session that
// InitiateAuth began is accepted as well (assumed).
import { serverCaller } from "../caller-context.js";
import { operation } from "../operation.js";
import { presentOutcome } from "./outcome.js";

export const AdminRespondToAuthChallenge = operation("AdminRespondToAuthChallenge", async (input, ctx) => {
  const { pools, clients, signIn } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const outcome = await signIn.answer({
    pool,
    client: clients.require(pool, input.ClientId),
    admin: true,
    challenge: input.ChallengeName,
    session: input.Session,
    parameters: input.ChallengeResponses ?? {},
    caller: serverCaller(ctx.caller, input.ContextData),
    metadata: input.ClientMetadata,
  });
  return presentOutcome(outcome);
});
