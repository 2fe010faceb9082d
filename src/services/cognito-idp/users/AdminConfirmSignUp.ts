// AdminConfirmSignUp: an administrator confirms a signed-up user without a code.
//
// No address becomes verified by it: nobody has proved one.
import { operation } from "../operation.js";

export const AdminConfirmSignUp = operation("AdminConfirmSignUp", async (input, ctx) => {
  const { pools, users, triggers } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  if (user.status !== "UNCONFIRMED")
    throw ctx.fault("NotAuthorizedException", `User cannot be confirmed. Current status is ${user.status}`);

  const confirmed = ctx.transaction(() => users.change(user, { status: "CONFIRMED" }));

  // After the commit: a failing trigger is reported but doesn't undo the confirmation.
  await triggers.postConfirmation(
    { pool, caller: ctx.caller },
    { source: "ConfirmSignUp", user: confirmed, metadata: input.ClientMetadata },
  );
  return {};
});
