// Brings users over from another directory, at the moment when they sign in or have forgotten their password.
import { Fault, fault } from "../../model/fault.js";
import type { PasswordRecord, Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { hidesUserExistence } from "../clients/clients.js";
import type { Passwords } from "../credentials/passwords.js";
import type { Identifiers } from "../ids.js";
import { destinationOf } from "../messages/destinations.js";
import type { Messages } from "../messages/messages.js";
import type { Mfa } from "../mfa/mfa.js";
import { poolNotFound, usesUsernameAttributes } from "../pools/pools.js";
import type { Occasion } from "../triggers/envelope.js";
import type { Triggers } from "../triggers/triggers.js";
import type { MigratedUser, UserMigration } from "../triggers/user-migration.js";
import { requireAssignable, requireRequired, requireSchema } from "./attributes.js";
import { namesOfNewUser, requireUsernameForm } from "./usernames.js";
import type { AliasConflict, Users } from "./users.js";

export type Migration = ReturnType<typeof createMigration>;

export function createMigration(deps: {
  store: Store;
  ids: Identifiers;
  users: Users;
  passwords: Passwords;
  triggers: Triggers;
  messages: Messages;
  mfa: Mfa;
}) {
  const { store, ids, users, passwords, triggers, messages, mfa } = deps;

  /**
   * The password policy does not apply (developer guide, migrate user trigger); the schema does, and required
   * attributes have to be there (assumed).
   */
  function create(pool: Pool, { userName, password }: UserMigration, migrated: MigratedUser): User {
    requireUsernameForm(pool, userName);
    requireAssignable(Object.keys(migrated.attributes));
    const sub = ids.sub();
    const { username, attributes } = namesOfNewUser(pool, userName, sub, migrated.attributes);
    requireSchema(pool, attributes);
    requireRequired(pool, attributes);
    // The verifier that SRP needs comes from the password that was typed: the next sign-in needs no function.
    const record: PasswordRecord | undefined =
      password === undefined ? undefined : passwords.record(pool, username, password);
    return store.transaction(() => {
      if (!store.pools.find(pool.id)) throw poolNotFound(pool.id);
      // Another call may have brought the user meanwhile, or the function itself.
      const present = users.find(pool, userName);
      if (present) return present;
      const { status } = migrated;
      const user = { sub, username, status, enabled: true, attributes, password: record };
      const created = users.create(pool, user, conflictOf(pool, migrated));
      // Without a phone number the migration fails (developer guide, migrate user trigger).
      if (migrated.enableSmsMfa) mfa.prefer(pool, created, { SMSMfaSettings: { Enabled: true } });
      return created;
    });
  }

  /** By text message where the function does not say. A user who has no such address gets none (assumed). */
  async function welcome(occasion: Occasion, user: User, migrated: MigratedUser): Promise<void> {
    if (migrated.suppress) return;
    for (const medium of new Set(migrated.media)) {
      const destination = destinationOf(user.attributes, medium === "EMAIL" ? "email" : "phone_number");
      // The user knows the password: it is not told (assumed).
      if (destination) await messages.send({ ...occasion, user, kind: "AdminCreateUser", destination });
    }
  }

  async function migrate(occasion: Occasion, migration: UserMigration): Promise<User | undefined> {
    const migrated = await triggers.userMigration(occasion, migration);
    if (!migrated) return undefined;
    const user = create(occasion.pool, migration, migrated);
    await welcome(occasion, user, migrated);
    return user;
  }

  return {
    /**
     * The user whom the pool's function brings to a sign-in; undefined for a pool without one. A refusal does not tell
     * why: a wrong password there looks like a missing user here.
     * @throws UserNotFoundException, NotAuthorizedException, UnexpectedLambdaException
     */
    async migrateAtSignIn(occasion: Occasion, newcomer: Newcomer): Promise<User | undefined> {
      try {
        return await migrate(occasion, { ...newcomer, source: "Authentication" });
      } catch (error) {
        // A function that can't be reached is nothing that the user did.
        if (!(error instanceof Fault) || !aboutTheUser.has(error.name)) throw error;
        throw failedAtSignIn(occasion);
      }
    },

    /**
     * The same for who has forgotten the password. What the function says is passed on (amplify-flutter#3779), but not
     * where nobody may learn who exists (assumed).
     * @throws UserLambdaValidationException, InvalidLambdaResponseException, UnexpectedLambdaException,
     *   InvalidParameterException
     */
    async migrateForgetful(occasion: Occasion, newcomer: Newcomer): Promise<User | undefined> {
      try {
        return await migrate(occasion, { ...newcomer, source: "ForgotPassword" });
      } catch (error) {
        const vetoed = error instanceof Fault && error.name === "UserLambdaValidationException";
        if (vetoed && hides(occasion)) return undefined;
        throw error;
      }
    },
  };
}

type Newcomer = Omit<UserMigration, "source">;

const hides = ({ client }: Occasion): boolean => client !== undefined && hidesUserExistence(client);

const aboutTheUser: ReadonlySet<string> = new Set([
  "InvalidLambdaResponseException",
  "InvalidParameterException",
  "UserLambdaValidationException",
]);

/** Seen in error handlers of apps; that it is a UserNotFoundException, and when, is assumed. */
function failedAtSignIn(occasion: Occasion): Fault {
  if (hides(occasion)) return fault("NotAuthorizedException", "Incorrect username or password.");
  return fault("UserNotFoundException", `Exception migrating user in app client ${occasion.client?.id}`);
}

/** A taken alias keeps the user from being migrated, unless the function says to take it over. */
const conflictOf = (pool: Pool, { forceAliasCreation }: MigratedUser): AliasConflict => ({
  take: forceAliasCreation && !usesUsernameAttributes(pool),
  refuse(attribute) {
    throw fault("InvalidParameterException", `An account with the ${attribute} already exists.`);
  },
});
