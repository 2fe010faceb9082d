// NEW_PASSWORD_REQUIRED: a user who was given a temporary password chooses one.
import { fault } from "../../../model/fault.js";
import type { Attributes, Client, Pool, User } from "../../../storage/records.js";
import { type Passwords, POLICY_PREFIX } from "../../credentials/passwords.js";
import {
  findAttribute,
  missingRequired,
  requireMutable,
  requireSchema,
  requireWritable,
} from "../../users/attributes.js";
import { refuseTakenAlias, type Users } from "../../users/users.js";
import type { Parameters } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import { invalidSession } from "../sessions.js";

const PREFIX = "userAttributes.";

const invalid = (message: string) =>
  fault("InvalidParameterException", `Invalid attributes given, ${message}`);

/** The attributes that an answer sets, by name. */
function attributesIn(responses: Parameters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(responses).flatMap(([key, value]) =>
      key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), value]] : [],
    ),
  );
}

/** Order: required ones that still lack, ones that were provided before, permission, schema. */
function requireAttributes(pool: Pool, client: Client, user: User, given: Attributes): void {
  const missing = missingRequired(pool, { ...given, ...user.attributes })[0];
  if (missing !== undefined) throw invalid(`${missing} is missing`);
  // A required attribute that has a value can't be changed here (SDK, ChallengeResponses).
  const provided = Object.keys(given).find(
    (name) => user.attributes[name] && findAttribute(pool, name)?.Required,
  );
  if (provided !== undefined)
    throw fault("NotAuthorizedException", `Cannot modify an already provided ${provided}`);
  requireWritable(client, Object.keys(given));
  requireSchema(pool, given);
  requireMutable(
    pool,
    Object.keys(given).filter((name) => user.attributes[name]),
  );
}

/** A new address is not verified, whatever the one before it was. */
function withGiven(user: User, given: Attributes): Attributes {
  const attributes: Record<string, string> = { ...user.attributes, ...given };
  for (const name of ["email", "phone_number"])
    if (given[name] && given[name] !== user.attributes[name]) attributes[`${name}_verified`] = "false";
  return attributes;
}

export function newPassword({ users, passwords }: { users: Users; passwords: Passwords }): Challenge {
  return {
    name: "NEW_PASSWORD_REQUIRED",
    once: false,
    check({ pool, client, user, responses }) {
      if (user?.status !== "FORCE_CHANGE_PASSWORD") throw invalidSession();
      const password = responses.NEW_PASSWORD;
      if (!password) throw invalid("new password should be given with key NEW_PASSWORD.");
      const given = attributesIn(responses);
      requireAttributes(pool, client, user, given);
      passwords.requirePolicy(pool, password, POLICY_PREFIX.change);
      // The temporary password itself may be kept: it is not part of the history.
      passwords.requireUnused(pool, { ...user, password: undefined }, password);
      const record = passwords.record(pool, user.username, password);

      return {
        commit() {
          const changed = users.changeAttributes(pool, user, withGiven(user, given), refuseTakenAlias);
          return users.change(changed, {
            ...passwords.replace(pool, changed, record, { temporary: false }),
            status: "CONFIRMED",
          });
        },
      };
    },
  };
}
