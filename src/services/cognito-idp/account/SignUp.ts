// SignUp: a person registers an account with a client of the pool.
//
// Order of checks: client and secret hash, self-registration allowed, form of the username, attributes, password,
// PreSignUp, then that the name and its aliases are free.
import { POLICY_PREFIX } from "../../../core/credentials/passwords.js";
import { signUpDestination } from "../../../core/messages/destinations.js";
import { signInAddresses, usesUsernameAttributes } from "../../../core/pools/pools.js";
import { allowsChoice } from "../../../core/sign-in/allowed-flows.js";
import { unrecognizable } from "../../../core/triggers/answers.js";
import type { PreSignUpAnswer } from "../../../core/triggers/pre-sign-up.js";
import {
  attributesFrom,
  requireRequired,
  requireSchema,
  requireWritable,
  validationDataOf,
} from "../../../core/users/attributes.js";
import { namesOfNewUser, requireUsernameForm } from "../../../core/users/usernames.js";
import type { AliasConflict } from "../../../core/users/users.js";
import { fault } from "../../../model/fault.js";
import type { Attributes, Client, Pool } from "../../../storage/records.js";
import { appCaller } from "../caller-context.js";
import { operation } from "../operation.js";

export const SignUp = operation("SignUp", async (input, ctx) => {
  const { clients, users, passwords, codes, messages, triggers, ids, signIn, threats } = ctx.core;
  const { Username } = input;
  // A blank one is none (SDK, SignUpRequest).
  const Password = input.Password || undefined;
  const { pool, client } = clients.open(input.ClientId, Username, input.SecretHash);
  const occasion = { pool, client, caller: appCaller(ctx.caller, input.UserContextData) };
  threats.requireAllowed(occasion);
  if (pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly)
    throw ctx.fault("NotAuthorizedException", "SignUp is not permitted for this user pool");
  requireUsernameForm(pool, Username);

  const given = attributesFrom(input.UserAttributes);
  requireWritable(client, Object.keys(given));
  requireUnaliased(pool, given);
  const sub = ctx.caller.pins.sub ?? ids.sub();
  const { username, attributes } = namesOfNewUser(pool, Username, sub, given);
  requireSchema(pool, attributes);
  requireRequired(pool, attributes);

  if (Password !== undefined) passwords.requirePolicy(pool, Password, POLICY_PREFIX.signUp);
  else if (!mayLackPassword(pool, client, attributes)) throw missingPassword();
  const metadata = input.ClientMetadata;
  const newPassword = { username: Username, password: Password, occasion: "SIGN_UP" } as const;
  const compromised = (await threats.inspectPassword(occasion, newPassword))();
  const validationData = validationDataOf(input.ValidationData);
  const newcomer = { source: "SignUp", userName: username, attributes, validationData, metadata } as const;
  const wishes = await triggers.preSignUp(occasion, newcomer);

  const password = Password === undefined ? undefined : passwords.record(pool, username, Password);
  const proven = withFlags(attributes, wishes);
  const status = wishes.autoConfirmUser ? "CONFIRMED" : "UNCONFIRMED";
  // Nobody has to confirm a user who is confirmed already.
  const destination = wishes.autoConfirmUser ? undefined : signUpDestination(pool, attributes);
  const { user, code, Session } = ctx.transaction(() => {
    // The function may have called back and taken away what was read before it.
    clients.find(client.id);
    if (!usesUsernameAttributes(pool) && users.usernameTaken(pool, username))
      throw ctx.fault("UsernameExistsException", "User already exists");
    const user = users.create(
      pool,
      { sub, username, status, enabled: true, attributes: proven, password },
      takenAddress,
    );
    const Session = signIn.signUpSessions.begin({ pool, client, user });
    return { user, Session, code: destination && codes.issue(user, "SignUp", destination.attribute) };
  });

  threats.note(occasion, user, { type: "SignUp", response: "Pass", compromised });
  // After the commit: a failing trigger is reported but doesn't undo the account.
  if (wishes.autoConfirmUser)
    await triggers.postConfirmation(occasion, { source: "ConfirmSignUp", user, metadata });
  const answer = { UserConfirmed: wishes.autoConfirmUser, UserSub: sub, ...(Session && { Session }) };
  if (!destination || !code) return answer;
  const sending = { ...occasion, user, metadata, destination, code: code.code };
  const CodeDeliveryDetails = await messages.send({ ...sending, kind: "SignUp" });
  return { ...answer, CodeDeliveryDetails };
});

/** In pools whose usernames are addresses, a taken address is a taken username. */
const takenAddress: AliasConflict = {
  refuse(attribute) {
    throw fault("UsernameExistsException", `An account with the given ${attribute} already exists.`);
  },
};

/**
 * An address that somebody typed is nobody's yet, and says so (aws-sdk-android#142), unless the pool's function vouches
 * for it. It can't for an address that isn't there (developer guide, pre sign-up); how that is refused is assumed.
 */
function withFlags(attributes: Attributes, wishes: PreSignUpAnswer): Attributes {
  const wanted = { email: wishes.autoVerifyEmail, phone_number: wishes.autoVerifyPhone };
  const flags = (["email", "phone_number"] as const).flatMap((contact) => {
    if (attributes[contact]) return [[`${contact}_verified`, String(wanted[contact])]];
    if (wanted[contact]) throw unrecognizable();
    return [];
  });
  return { ...attributes, ...Object.fromEntries(flags) };
}

/** This alias exists only for confirmed users (amplify-js#1669). */
function requireUnaliased(pool: Pool, attributes: Record<string, string>): void {
  if (attributes.preferred_username && pool.settings.AliasAttributes?.includes("preferred_username"))
    throw fault(
      "InvalidParameterException",
      "Preferred username cannot be provided for unconfirmed account, since user pool is configured for preferred username alias.",
    );
}

/**
 * Who has no password signs in with codes: client and pool have to allow that, and an address of the user's that the
 * pool verifies by itself has to get them (developer guide, passwords at sign-up).
 */
const mayLackPassword = (pool: Pool, client: Client, attributes: Attributes): boolean =>
  allowsChoice(client) &&
  signInAddresses(pool, attributes).some((name) => pool.settings.AutoVerifiedAttributes?.includes(name));

/** Assumed: what the service answered while the model still required a password. */
const missingPassword = () =>
  fault(
    "InvalidParameterException",
    "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
  );
