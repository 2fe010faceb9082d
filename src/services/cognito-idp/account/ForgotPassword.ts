// ForgotPassword: sends a code with which the user may set a new password.
//
// Order of checks: client and secret hash, who may reset, user, enabled, status, verified address, hourly limit. Whoever
// a client hides is limited as users are (assumed).
import { hidesUserExistence } from "../../../core/clients/clients.js";
import { recoveryDestination, recoveryIsAdminOnly } from "../../../core/messages/destinations.js";
import { nobody, type Subject } from "../../../core/users/attempts.js";
import { userDisabled } from "../../../core/users/users.js";
import { appCaller } from "../caller-context.js";
import { operation } from "../operation.js";
import { combinationNotFound } from "./named-user.js";

export const ForgotPassword = operation("ForgotPassword", async (input, ctx) => {
  const { clients, users, codes, attemptLimits, messages, migration, mfa, threats, simulatedUsers } =
    ctx.core;
  const { pool, client } = clients.open(input.ClientId, input.Username, input.SecretHash);
  const caller = appCaller(ctx.caller, input.UserContextData);
  const occasion = { pool, client, caller };
  threats.requireAllowed(occasion, { type: "ForgotPassword", username: input.Username });
  const hides = hidesUserExistence(client);
  const simulated = (who: Subject) => {
    attemptLimits.count(who, "ForgotPassword");
    return { CodeDeliveryDetails: simulatedUsers.delivery(pool, input.Username) };
  };

  // Before the user is looked up: the answer must not depend on who exists.
  if (recoveryIsAdminOnly(pool))
    throw ctx.fault("NotAuthorizedException", "Contact administrator to reset password.");
  const newcomer = { userName: input.Username, metadata: input.ClientMetadata };
  const user = users.find(pool, input.Username) ?? (await migration.migrateForgetful(occasion, newcomer));
  if (!user) {
    if (hides) return simulated(nobody(pool, input.Username));
    throw combinationNotFound();
  }
  if (!user.enabled) {
    if (hides) return simulated(user);
    throw userDisabled();
  }
  if (user.status === "FORCE_CHANGE_PASSWORD" || user.status === "EXTERNAL_PROVIDER")
    throw ctx.fault("NotAuthorizedException", "User password cannot be reset in the current state.");
  const destination = recoveryDestination(pool, user, mfa.channelOf(pool, user));
  if (!destination) {
    if (hides) return simulated(user);
    throw ctx.fault(
      "InvalidParameterException",
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
  }
  attemptLimits.count(user, "ForgotPassword");

  const code = ctx.transaction(() => codes.issue(user, "ForgotPassword", destination.attribute));
  threats.note(occasion, user, { type: "ForgotPassword", response: "Pass" });
  const CodeDeliveryDetails = await messages.send({
    pool,
    client,
    user,
    caller,
    metadata: input.ClientMetadata,
    kind: "ForgotPassword",
    destination,
    code: code.code,
  });
  return { CodeDeliveryDetails };
});
