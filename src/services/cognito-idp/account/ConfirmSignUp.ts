// ConfirmSignUp: a signed-up user proves that they received the code that was sent.
//
// Order of checks: client and secret hash, user, enabled, hourly limit, status, session, code.
import { codeExpired } from "../../../core/messages/codes.js";
import { refuseTakenAlias, userDisabled } from "../../../core/users/users.js";
import { appCaller } from "../caller-context.js";
import { operation } from "../operation.js";
import { requireNamedUser } from "./named-user.js";

export const ConfirmSignUp = operation("ConfirmSignUp", async (input, ctx) => {
  const { clients, users, codes, attemptLimits, triggers, signIn, threats } = ctx.core;
  const { pool, client } = clients.open(input.ClientId, input.Username, input.SecretHash);
  const caller = appCaller(ctx.caller, input.UserContextData);
  threats.requireAllowed({ pool, client, caller });
  // A hidden user looks like one whose code has expired.
  const user = requireNamedUser(ctx.core, {
    ...{ pool, client, username: input.Username, action: "ConfirmSignUp", hidden: codeExpired },
  });
  if (!user.enabled) throw userDisabled();
  attemptLimits.count(user, "ConfirmSignUp");
  if (user.status !== "UNCONFIRMED")
    throw ctx.fault("NotAuthorizedException", `User cannot be confirmed. Current status is ${user.status}`);

  const before = input.Session ? signIn.signUpSessions.given(client, user, input.Session) : undefined;
  // Outside the transaction: a miss must be counted even though it fails the call.
  const code = codes.require(user, "SignUp", input.ConfirmationCode);

  const { confirmed, Session } = ctx.transaction(() => {
    codes.spend(code);
    const verified = { ...user.attributes, [`${code.attribute}_verified`]: "true" };
    const take = input.ForceAliasCreation ?? false;
    const proven = users.changeAttributes(pool, user, verified, { ...refuseTakenAlias, take });
    const confirmed = users.change(proven, { status: "CONFIRMED" });
    const attribute = code.attribute === "email" ? "email" : "phone_number";
    const newUser = { pool, client, user: confirmed };
    return { confirmed, Session: signIn.signUpSessions.confirm(newUser, attribute, before) };
  });

  // After the commit: a failing trigger is reported but doesn't undo the confirmation.
  await triggers.postConfirmation(
    { pool, client, caller },
    { source: "ConfirmSignUp", user: confirmed, metadata: input.ClientMetadata },
  );
  return Session ? { Session } : {};
});
