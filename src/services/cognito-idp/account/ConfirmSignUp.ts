// ConfirmSignUp: a signed-up user proves that they received the code that was sent.
//
// Order of checks: client and secret hash, user, enabled, hourly limit, status, code.
import { codeExpired } from "../../../core/messages/codes.js";
import { refuseTakenAlias, userDisabled } from "../../../core/users/users.js";
import { operation } from "../operation.js";
import { requireNamedUser } from "./named-user.js";

export const ConfirmSignUp = operation("ConfirmSignUp", async (input, ctx) => {
  const { clients, users, codes, attemptLimits, triggers } = ctx.core;
  const { pool, client } = clients.open(input.ClientId, input.Username, input.SecretHash);
  // A hidden user looks like one whose code has expired.
  const user = requireNamedUser(ctx.core, pool, client, input.Username, codeExpired);
  if (!user.enabled) throw userDisabled();
  attemptLimits.count(user, "ConfirmSignUp");
  if (user.status !== "UNCONFIRMED")
    throw ctx.fault("NotAuthorizedException", `User cannot be confirmed. Current status is ${user.status}`);

  // Outside the transaction: a miss must be counted even though it fails the call.
  const code = codes.require(user, "SignUp", input.ConfirmationCode);

  const confirmed = ctx.transaction(() => {
    codes.spend(code);
    const verified = { ...user.attributes, [`${code.attribute}_verified`]: "true" };
    const take = input.ForceAliasCreation ?? false;
    const proven = users.changeAttributes(pool, user, verified, { ...refuseTakenAlias, take });
    return users.change(proven, { status: "CONFIRMED" });
  });

  // After the commit: a failing trigger is reported but doesn't undo the confirmation.
  await triggers.postConfirmation(
    { pool, client, caller: ctx.caller },
    { source: "ConfirmSignUp", user: confirmed, metadata: input.ClientMetadata },
  );
  return {};
});
