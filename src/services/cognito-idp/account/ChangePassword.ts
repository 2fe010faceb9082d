// ChangePassword: a signed-in user replaces their password.
//
// Order of checks: token, hourly limit, previous password, policy, history.
import { POLICY_PREFIX } from "../../../core/credentials/passwords.js";
import { operation } from "../operation.js";

export const ChangePassword = operation("ChangePassword", async (input, ctx) => {
  const { tokens, users, passwords, attemptLimits, threats } = ctx.core;
  const { pool, client, user: caller } = await tokens.open(input.AccessToken);
  const occasion = { pool, client, caller: ctx.caller };
  const requireSound = await threats.inspectPassword(occasion, {
    username: caller.username,
    password: input.ProposedPassword,
    occasion: "PASSWORD_CHANGE",
  });
  // As it is now: another change may have come between. From here on nothing waits.
  const user = users.reread(caller);
  attemptLimits.count(user, "ChangePassword");

  // A user who never had a password has no previous one to give (SDK, ChangePasswordRequest).
  const knowsPrevious = user.password
    ? input.PreviousPassword !== undefined && passwords.check(pool, user, input.PreviousPassword)
    : input.PreviousPassword === undefined;
  if (!knowsPrevious) throw ctx.fault("NotAuthorizedException", "Incorrect username or password.");
  passwords.requirePolicy(pool, input.ProposedPassword, POLICY_PREFIX.change);
  const compromised = requireSound();
  passwords.requireUnused(pool, user, input.ProposedPassword);

  const record = passwords.record(pool, user.username, input.ProposedPassword);
  ctx.transaction(() => {
    users.change(user, passwords.replace(pool, user, record, { temporary: false }));
  });
  threats.note(occasion, user, { type: "PasswordChange", response: "Pass", compromised });
  return {};
});
