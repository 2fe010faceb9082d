// AdminSetUserPassword: gives a user a permanent password, or a temporary one to be replaced at the next sign-in.
//
// Order of checks: pool, user, policy, history. The status follows from `Permanent` alone, also for users who never
// confirmed their sign-up or came from another provider (SDK; with a temporary password assumed).
import { POLICY_PREFIX } from "../../../core/credentials/passwords.js";
import { operation } from "../operation.js";

export const AdminSetUserPassword = operation("AdminSetUserPassword", (input, ctx) => {
  const { pools, users, passwords, codes } = ctx.core;
  const { Password, Permanent = false } = input;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  passwords.requirePolicy(pool, Password, POLICY_PREFIX.admin);
  passwords.requireUnused(pool, user, Password);

  const password = passwords.record(pool, user.username, Password);
  ctx.transaction(() => {
    const replaced = passwords.replace(pool, user, password, { temporary: !Permanent });
    users.change(user, { ...replaced, status: Permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD" });
    // Assumed: a reset that was under way is over.
    codes.drop(user, "ForgotPassword");
  });
  return {};
});
