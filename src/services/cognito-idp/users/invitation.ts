// The messages that invite users whom an administrator has created, the first time and again.
import { POLICY_PREFIX } from "../../../core/credentials/passwords.js";
import type { Destination } from "../../../core/messages/destinations.js";
import { invitationDestinations, tellsPassword } from "../../../core/messages/invitations.js";
import type { AdminCreateUserRequest, CognitoIdpOperations } from "../../../model/cognito-idp.gen.js";
import type { Pool, User } from "../../../storage/records.js";
import type { Context } from "../../operation.js";

type AdminCreateUserContext = Context<CognitoIdpOperations["AdminCreateUser"]["error"]>;

export async function sendInvitations(
  { core, caller }: Pick<AdminCreateUserContext, "core" | "caller">,
  pool: Pool,
  user: User,
  destinations: readonly Destination[],
  password: string | undefined,
): Promise<void> {
  // The request's ClientMetadata goes to PreSignUp, not to the functions of messages.
  // SDK, AdminCreateUser: an invitation that would not tell the password is not delivered.
  for (const destination of destinations)
    if (password === undefined || tellsPassword(pool, destination.medium))
      await core.messages.send({ pool, user, caller, kind: "AdminCreateUser", destination, code: password });
}

/**
 * Gives a user who never signed in another temporary password and more time; attributes of the request are ignored
 * (assumed).
 * @throws UserNotFoundException, UnsupportedUserStateException (text assumed)
 */
export async function resendInvitation(
  ctx: AdminCreateUserContext,
  pool: Pool,
  input: AdminCreateUserRequest,
): Promise<User> {
  const { users, passwords } = ctx.core;
  const user = users.require(pool, input.Username);
  if (user.status !== "FORCE_CHANGE_PASSWORD")
    throw ctx.fault(
      "UnsupportedUserStateException",
      `Resend not possible. ${input.Username} status is not FORCE_CHANGE_PASSWORD`,
    );
  if (input.TemporaryPassword) passwords.requirePolicy(pool, input.TemporaryPassword, POLICY_PREFIX.admin);
  const destinations = invitationDestinations(user.attributes, input);

  const temporary = input.TemporaryPassword || passwords.generate(pool);
  const password = passwords.record(pool, user.username, temporary);
  const invited = ctx.transaction(() =>
    users.change(user, passwords.replace(pool, user, password, { temporary: true })),
  );
  await sendInvitations(ctx, pool, invited, destinations, temporary);
  return invited;
}
