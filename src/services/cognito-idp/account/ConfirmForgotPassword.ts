// ConfirmForgotPassword: sets a new password with the code that ForgotPassword or an administrator's reset sent.
//
// Order of checks: client and secret hash, user, enabled, hourly limit, code, password policy and history.
import { hidesUserExistence } from "../../../core/clients/clients.js";
import { POLICY_PREFIX } from "../../../core/credentials/passwords.js";
import { codeMismatch } from "../../../core/messages/codes.js";
import { userDisabled } from "../../../core/users/users.js";
import { appCaller } from "../caller-context.js";
import { operation } from "../operation.js";
import { requireNamedUser } from "./named-user.js";

export const ConfirmForgotPassword = operation("ConfirmForgotPassword", async (input, ctx) => {
  const { clients, users, codes, passwords, attemptLimits, triggers, threats } = ctx.core;
  const { pool, client } = clients.open(input.ClientId, input.Username, input.SecretHash);
  const occasion = { pool, client, caller: appCaller(ctx.caller, input.UserContextData) };
  threats.requireAllowed(occasion, { type: "PasswordChange", username: input.Username });
  const requireSound = await threats.inspectPassword(occasion, {
    username: input.Username,
    password: input.Password,
    occasion: "PASSWORD_CHANGE",
  });
  // Developer guide, managing user existence errors: nobody and disabled users look like a wrong code.
  const user = requireNamedUser(ctx.core, {
    ...{ pool, client, username: input.Username, action: "ForgotPassword", hidden: codeMismatch },
  });
  const hides = hidesUserExistence(client);
  if (!user.enabled && !hides) throw userDisabled();
  attemptLimits.count(user, "ForgotPassword");
  if (!user.enabled) throw codeMismatch();

  // Outside the transaction: a miss must be counted even though it fails the call.
  const code = codes.require(user, "ForgotPassword", input.ConfirmationCode);
  passwords.requirePolicy(pool, input.Password, POLICY_PREFIX.change);
  const compromised = requireSound();
  passwords.requireUnused(pool, user, input.Password);

  const record = passwords.record(pool, user.username, input.Password);
  const confirmed = ctx.transaction(() => {
    codes.spend(code);
    const password = passwords.replace(pool, user, record, { temporary: false });
    // The code went to a verified address: whoever answers it is the user, confirmed or not.
    return users.change(user, { ...password, status: "CONFIRMED" });
  });

  threats.note(occasion, confirmed, { type: "PasswordChange", response: "Pass", compromised });
  // After the commit: a failing trigger is reported but doesn't undo the new password.
  await triggers.postConfirmation(occasion, {
    source: "ConfirmForgotPassword",
    user: confirmed,
    metadata: input.ClientMetadata,
  });
  return {};
});
