// A user's attributes as functions see them: all as text, with what the service adds to them.
import type { Attributes, Pool, User } from "../../storage/records.js";
import { usesUsernameAttributes } from "../pools/pools.js";
import { aliasesOf } from "../users/usernames.js";

/**
 * What the service adds (captured events): the sub, the status, the moment of the last sign-out everywhere, and the
 * addresses that are aliases. Where the address is the username itself, events of today's pools name no alias.
 */
export function eventAttributes(pool: Pool, user: User): Attributes {
  const { sub, status, signedOutAt, attributes } = user;
  return {
    sub,
    ...(signedOutAt !== undefined && { "cognito:token_nbf": String(signedOutAt) }),
    "cognito:user_status": status,
    ...aliasEntries(pool, attributes),
    ...attributes,
  };
}

function aliasEntries(pool: Pool, attributes: Attributes): Attributes {
  if (usesUsernameAttributes(pool)) return {};
  const contacts = aliasesOf(pool, attributes).filter(({ attribute }) => attribute !== "preferred_username");
  return Object.fromEntries(
    contacts.map(({ attribute }) => [`cognito:${attribute}_alias`, attributes[attribute] ?? ""]),
  );
}
