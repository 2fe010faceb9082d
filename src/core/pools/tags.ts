// Tags of user pools, and the pool that an ARN names.
import { fault } from "../../model/fault.js";
import type { Pool } from "../../storage/records.js";

export type Tags = Readonly<Record<string, string>>;

const MOST_TAGS = 50;

/** Names the id of the pool that a CreateUserPool with this tag makes; users of other emulators know it. */
export const CUSTOM_ID_TAG = "_custom_id_";

/**
 * Assumed: the rules are documented, the texts are not.
 * @throws InvalidParameterException
 */
export function requireTags(tags: Tags): void {
  const names = Object.keys(tags);
  if (names.some((name) => name.toLowerCase().startsWith("aws:")))
    throw fault("InvalidParameterException", "Tag keys cannot start with aws:");
  if (names.length > MOST_TAGS)
    throw fault("InvalidParameterException", `A resource cannot have more than ${MOST_TAGS} tags`);
}

/** @throws InvalidParameterException */
export function withTags(pool: Pool, added: Tags): Tags {
  const tags = { ...pool.settings.UserPoolTags, ...added };
  requireTags(tags);
  return tags;
}

export function withoutTags(pool: Pool, removed: readonly string[]): Tags {
  const kept = Object.entries(pool.settings.UserPoolTags ?? {}).filter(([name]) => !removed.includes(name));
  return Object.fromEntries(kept);
}

/** The pool id in an ARN of a user pool; undefined for any other resource. */
export const poolIdOfArn = (arn: string): string | undefined =>
  /^arn:[\w-]+:cognito-idp:[\w-]+:\d{12}:userpool\/([\w-]+)$/.exec(arn)?.[1];
