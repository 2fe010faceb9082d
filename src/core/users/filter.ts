// The filters of ListUsers: `name = "value"` and `name ^= "value"`, one clause at most.
//
// Where letters' case counts (SDK, ListUsersRequest.Filter): in username and status, and nowhere else.
import { fault } from "../../model/fault.js";
import type { UserStatus } from "../../storage/records.js";
import type { UserFilter } from "../../storage/user-listing.js";
import { SEARCHABLE_ATTRIBUTES, searchKey } from "../../storage/users.js";

/** A filter that no user can match, such as a status that does not exist. */
export type Filter = UserFilter | "none" | undefined;

const searchable: readonly string[] = SEARCHABLE_ATTRIBUTES;

const STATUSES: readonly UserStatus[] = [
  "CONFIRMED",
  "EXTERNAL_PROVIDER",
  "FORCE_CHANGE_PASSWORD",
  "RESET_REQUIRED",
  "UNCONFIRMED",
];

// Spaces may stand anywhere between the parts. A quotation mark or backslash within the value has a backslash before
// it. The value ends at the first bare quotation mark, and nothing may follow (aws/aws-sdk-js#3147).
const CLAUSE = /^\s*([\w:.-]+)\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/su;

interface Clause {
  readonly name: string;
  readonly prefix: boolean;
  readonly value: string;
}

/**
 * What to look for; `undefined` for an empty filter, which every user passes.
 * @throws InvalidParameterException (texts: aws/aws-sdk-php#1088; for the attribute's name from other emulators)
 */
export function parseFilter(text: string | undefined): Filter {
  if (text === undefined || text.trim() === "") return undefined;
  const { name, prefix, value } = parseClause(text);
  if (searchable.includes(name)) return { by: "attribute", name, value: searchKey(value), prefix };
  switch (name) {
    case "username":
      return { by: "username", value, prefix };
    case "sub":
      // Subs are stored in lower case.
      return { by: "sub", value: value.toLowerCase(), prefix };
    case "cognito:user_status":
      return byStatus(matching(STATUSES, value.toUpperCase(), prefix));
    case "status":
      return byEnabled(matching(["Enabled", "Disabled"], value, prefix));
    default:
      throw fault("InvalidParameterException", `Invalid search attribute: ${name}`);
  }
}

function parseClause(text: string): Clause {
  const [, name, operator, value] = CLAUSE.exec(text) ?? [];
  if (name === undefined || operator === undefined || value === undefined)
    throw fault("InvalidParameterException", "Error while parsing filter.");
  return { name, prefix: operator === "^=", value: value.replace(/\\(.)/gsu, "$1") };
}

const matching = <T extends string>(known: readonly T[], value: string, prefix: boolean): T[] =>
  known.filter((candidate) => (prefix ? candidate.startsWith(value) : candidate === value));

const byStatus = (values: readonly UserStatus[]): Filter =>
  values.length > 0 ? { by: "status", values } : "none";

/** Both words begin alike with nothing only: that matches everybody. */
function byEnabled(words: readonly string[]): Filter {
  if (words.length === 2) return undefined;
  return words.length === 1 ? { by: "enabled", value: words[0] === "Enabled" } : "none";
}
