// AdminResetUserPassword: makes a user's password unusable and sends a code to choose another with.
//
// Order of checks: pool, user, enabled, status, who may recover accounts, verified address. The pool must allow users
// to recover accounts themselves (SDK); that refusal's text is assumed to be ForgotPassword's.
import { recoveryDestination, recoveryIsAdminOnly } from "../../../core/messages/destinations.js";
import { userDisabled } from "../../../core/users/users.js";
import { operation } from "../operation.js";

export const AdminResetUserPassword = operation("AdminResetUserPassword", async (input, ctx) => {
  const { pools, users, codes, messages, mfa } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  if (!user.enabled) throw userDisabled();
  if (user.status !== "CONFIRMED" && user.status !== "RESET_REQUIRED")
    throw ctx.fault("NotAuthorizedException", "User password cannot be reset in the current state.");
  if (recoveryIsAdminOnly(pool))
    throw ctx.fault("NotAuthorizedException", "Contact administrator to reset password.");
  const destination = recoveryDestination(pool, user, mfa.channelOf(pool, user));
  if (!destination)
    throw ctx.fault(
      "InvalidParameterException",
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );

  const { code } = ctx.transaction(() => {
    users.change(user, { status: "RESET_REQUIRED" });
    return codes.issue(user, "ForgotPassword", destination.attribute);
  });
  const { caller } = ctx;
  const { ClientMetadata: metadata } = input;
  await messages.send({ pool, user, caller, metadata, kind: "ForgotPassword", destination, code });
  return {};
});
