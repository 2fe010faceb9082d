// AdminCreateUser: an administrator creates an account and invites its owner with a temporary password.
//
// Order of checks (assumed where the service does not show it): pool, form of the username, attributes, temporary
// password, media of the invitation, PreSignUp, then that the name and its aliases are free. A taken alias is a
// UsernameExistsException here (boto/boto3#3213), unlike what the documentation of ForceAliasCreation says.
import { POLICY_PREFIX } from "../../../core/credentials/passwords.js";
import { invitationDestinations } from "../../../core/messages/invitations.js";
import { allowsPasswordless, signInAddresses, usesUsernameAttributes } from "../../../core/pools/pools.js";
import { requireAddresses } from "../../../core/users/attribute-changes.js";
import {
  attributesFrom,
  requireAssignable,
  requireRequired,
  requireRequiredForever,
  requireSchema,
  validationDataOf,
  withoutEmpty,
} from "../../../core/users/attributes.js";
import { namesOfNewUser, requireUsernameForm } from "../../../core/users/usernames.js";
import type { AliasConflict } from "../../../core/users/users.js";
import { fault } from "../../../model/fault.js";
import type { Attributes, Pool } from "../../../storage/records.js";
import { operation } from "../operation.js";
import { presentUser } from "../present/user.js";
import { resendInvitation, sendInvitations } from "./invitation.js";

export const AdminCreateUser = operation("AdminCreateUser", async (input, ctx) => {
  const { pools, users, passwords, triggers, ids } = ctx.core;
  const { scope, pins } = ctx.caller;
  const pool = pools.require(scope, input.UserPoolId);
  if (input.MessageAction === "RESEND")
    return { User: presentUser(await resendInvitation(ctx, pool, input)) };
  requireUsernameForm(pool, input.Username);

  const given = withoutEmpty(attributesFrom(input.UserAttributes));
  requireAssignable(Object.keys(given));
  const sub = pins.sub ?? ids.sub();
  const { username, attributes } = namesOfNewUser(pool, input.Username, sub, given);
  requireSchema(pool, attributes);
  requireAddresses(given, attributes);

  // Developer guide, creating users: passwordless pools never make a password up, and who has none is confirmed.
  const chosen = input.TemporaryPassword || undefined;
  const temporary = chosen ?? (allowsPasswordless(pool) ? undefined : passwords.generate(pool));
  // Who signs in with a temporary password gives the missing attributes then; the immutable ones can't wait.
  if (temporary === undefined) requireSignIn(pool, attributes);
  else requireRequiredForever(pool, attributes);
  if (chosen !== undefined) passwords.requirePolicy(pool, chosen, POLICY_PREFIX.admin);
  const destinations = invitationDestinations(attributes, input);
  // It may forbid the user; what it says about confirming is for sign-ups.
  await triggers.preSignUp(
    { pool, caller: ctx.caller },
    {
      source: "AdminCreateUser",
      userName: username,
      attributes,
      validationData: validationDataOf(input.ValidationData),
      metadata: input.ClientMetadata,
    },
  );

  const password = temporary === undefined ? undefined : passwords.record(pool, username, temporary);
  const user = ctx.transaction(() => {
    // The function may have called back and taken away what was read before it.
    pools.require(scope, pool.id);
    if (users.usernameTaken(pool, username) || users.findBySub(pool, sub))
      throw ctx.fault("UsernameExistsException", "User account already exists");
    return users.create(
      pool,
      {
        sub,
        username,
        status: password ? "FORCE_CHANGE_PASSWORD" : "CONFIRMED",
        enabled: true,
        attributes,
        password,
        passwordExpiresAt: password && passwords.temporaryExpiry(pool),
      },
      takenAlias(pool, input.ForceAliasCreation ?? false),
    );
  });

  await sendInvitations(ctx, pool, user, destinations, temporary);
  return { User: presentUser(user) };
});

/** SDK, AdminCreateUserRequest: who has no password needs an address that gets codes (text assumed). */
function requireSignIn(pool: Pool, attributes: Attributes): void {
  requireRequired(pool, attributes);
  if (signInAddresses(pool, attributes).length === 0)
    throw fault(
      "InvalidParameterException",
      "An email or phone number that can receive one-time passwords is required for a user without a password.",
    );
}

/**
 * An address that is the username can't be taken over, an alias beside the username can. The documentation speaks of
 * AliasExistsException; the service answers with the other one (boto/boto3#3213).
 */
const takenAlias = (pool: Pool, force: boolean): AliasConflict => ({
  take: force && !usesUsernameAttributes(pool),
  refuse(attribute) {
    const which = usesUsernameAttributes(pool) ? `given ${attribute}` : attribute;
    throw fault("UsernameExistsException", `An account with the ${which} already exists.`);
  },
});
