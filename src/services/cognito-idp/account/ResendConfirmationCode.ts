// ResendConfirmationCode: a new code for a user who signed up; the one before it stops working.
//
// Order of checks: client and secret hash, user, enabled, status, auto-verification, hourly limit.
import { hidesUserExistence } from "../../../core/clients/clients.js";
import { presentDelivery, signUpDestination } from "../../../core/messages/destinations.js";
import { nobody } from "../../../core/users/attempts.js";
import { userDisabled } from "../../../core/users/users.js";
import { appCaller } from "../caller-context.js";
import { operation } from "../operation.js";
import { combinationNotFound } from "./named-user.js";

export const ResendConfirmationCode = operation("ResendConfirmationCode", async (input, ctx) => {
  const { clients, users, codes, attemptLimits, messages, threats, simulatedUsers } = ctx.core;
  const { pool, client } = clients.open(input.ClientId, input.Username, input.SecretHash);
  const hides = hidesUserExistence(client);
  const user = users.find(pool, input.Username);
  const caller = appCaller(ctx.caller, input.UserContextData);
  const occasion = { pool, client, caller };
  threats.requireAllowed(occasion, { type: "ResendCode", username: input.Username });

  const destination = user && signUpDestination(pool, user.attributes);
  // Where the pool verifies nothing, this is said of everybody.
  const isOff = !pool.settings.AutoVerifiedAttributes?.length;
  const notVerified = () =>
    ctx.fault("NotAuthorizedException", "Cannot resend codes. Auto verification not turned on.");
  const isWaiting = user?.enabled && user.status === "UNCONFIRMED";
  // A client that hides who exists gets the same answer for nobody, for a disabled user (developer guide, managing
  // user existence errors) and for a confirmed one (amplify-js#14762), as often as for one who waits. That a confirmed
  // user's own address is shown, masked, and how often are assumed.
  if (hides && !(isWaiting && destination)) {
    if (isOff) throw notVerified();
    attemptLimits.count(user ?? nobody(pool, input.Username), "ResendConfirmationCode");
    const seems = user?.enabled && destination && presentDelivery(destination);
    return { CodeDeliveryDetails: seems || simulatedUsers.delivery(pool, input.Username) };
  }
  if (!user) throw combinationNotFound();
  if (!user.enabled) throw userDisabled();
  if (!isWaiting) throw ctx.fault("InvalidParameterException", "User is already confirmed.");
  if (!destination) throw notVerified();
  attemptLimits.count(user, "ResendConfirmationCode");

  const code = ctx.transaction(() => codes.issue(user, "SignUp", destination.attribute));
  threats.note(occasion, user, { type: "ResendCode", response: "Pass" });
  const CodeDeliveryDetails = await messages.send({
    pool,
    client,
    user,
    caller,
    metadata: input.ClientMetadata,
    kind: "ResendCode",
    destination,
    code: code.code,
  });
  return { CodeDeliveryDetails };
});
