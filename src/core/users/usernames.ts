// How usernames and their aliases are written and compared.
import { fault } from "../../model/fault.js";
import type { Attributes, Pool } from "../../storage/records.js";
import type { Alias } from "../../storage/users.js";
import { isCaseSensitive, usesUsernameAttributes } from "../pools/pools.js";

/** The form in which a pool compares usernames and aliases. */
export const foldUsername = (pool: Pool, name: string): string =>
  isCaseSensitive(pool) ? name : name.toLowerCase();

/** Something before and after one @, without spaces. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+$/u.test(text);

/** E.164: a plus sign and up to 15 digits. */
export const isPhoneNumber = (text: string): boolean => /^\+[0-9]{1,15}$/.test(text);

/** The attribute that a username stands for in a pool with UsernameAttributes. */
function attributeOfUsername(pool: Pool, username: string): "email" | "phone_number" | undefined {
  const allowed = pool.settings.UsernameAttributes ?? [];
  if (allowed.includes("email") && isEmail(username)) return "email";
  if (allowed.includes("phone_number") && isPhoneNumber(username)) return "phone_number";
  return undefined;
}

/** @throws InvalidParameterException for a name that the pool's kind does not allow */
export function requireUsernameForm(pool: Pool, username: string): void {
  const invalid = (message: string) => fault("InvalidParameterException", message);

  if (usesUsernameAttributes(pool)) {
    if (attributeOfUsername(pool, username) !== undefined) return;
    const allowed = pool.settings.UsernameAttributes ?? [];
    if (allowed.length > 1) throw invalid("Username should be either an email or a phone number.");
    throw invalid(
      allowed[0] === "email" ? "Username should be an email." : "Username should be a phone number.",
    );
  }

  const aliases = pool.settings.AliasAttributes ?? [];
  if (aliases.includes("email") && isEmail(username))
    throw invalid("Username cannot be of email format, since user pool is configured for email alias.");
  if (aliases.includes("phone_number") && isPhoneNumber(username))
    throw invalid(
      "Username cannot be of phone number format, since user pool is configured for phone number alias.",
    );
}

/** What a new user is stored as, for a username that was typed and checked by `requireUsernameForm`. */
export function namesOfNewUser(
  pool: Pool,
  typed: string,
  sub: string,
  attributes: Attributes,
): { username: string; attributes: Attributes } {
  const attribute = attributeOfUsername(pool, typed);
  // The address signs in, the sub is the stored username; a different address in the same request loses (assumed).
  if (attribute) return { username: sub, attributes: { ...attributes, [attribute]: typed } };
  return { username: foldUsername(pool, typed), attributes };
}

/** The attributes by which a user of this pool may be named. */
export const aliasAttributes = (pool: Pool): readonly string[] =>
  usesUsernameAttributes(pool)
    ? (pool.settings.UsernameAttributes ?? [])
    : (pool.settings.AliasAttributes ?? []);

/**
 * The aliases that a user with these attributes holds. An e-mail address or phone number is an alias once it is
 * verified; where it is the username itself it is one from the start.
 */
export function aliasesOf(pool: Pool, attributes: Attributes): Alias[] {
  return aliasAttributes(pool).flatMap((attribute) => {
    const value = attributes[attribute];
    if (!value) return [];
    const counts =
      usesUsernameAttributes(pool) ||
      attribute === "preferred_username" ||
      attributes[`${attribute}_verified`] === "true";
    return counts ? [{ attribute, value: foldUsername(pool, value) }] : [];
  });
}
