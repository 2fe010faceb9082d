// AdminConfirmSignUp: an administrator confirms a signed-up user without a code.
//
// No address becomes verified by it: nobody has proved one.
import { operation } from "../operation.js";

export const AdminConfirmSignUp = operation("AdminConfirmSignUp", (input, ctx) => {
  const { pools, users, triggers } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  if (user.status !== "UNCONFIRMED")
    throw ctx.fault("NotAuthorizedException", `User cannot be confirmed. Current status is ${user.status}`);

  ctx.transaction(() => users.change(user, { status: "CONFIRMED" }));

  triggers.fire(pool, "PostConfirmation");
  return {};
});
