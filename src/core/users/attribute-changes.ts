// Changes of a user's attributes, by the user or an administrator, and the proof that a new e-mail address or phone
// number needs.
import { fault } from "../../model/fault.js";
import type { Attributes, Code, Pool, User } from "../../storage/records.js";
import type { Codes } from "../messages/codes.js";
import { type ContactAttribute, type Destination, mediumOf } from "../messages/destinations.js";
import { missingRequired, requireUpdatable } from "./attributes.js";
import { aliasConflictOfChange, type Users } from "./users.js";

/** A code to be sent once the change is committed. */
export interface Verification {
  readonly code: Code;
  readonly destination: Destination;
}

export interface AttributeChange {
  readonly user: User;
  readonly verifications: readonly Verification[];
}

export interface ChangeOptions {
  /** Administrators set the verified flags themselves, and what they change needs no code unless the pool insists. */
  readonly byAdmin: boolean;
}

/**
 * Checks names, values and mutability of attributes that are about to change.
 * @throws InvalidParameterException
 */
export function requireChangeable(pool: Pool, user: User, changes: Attributes): void {
  requireUpdatable(pool, changes);
  const after = { ...user.attributes, ...changes };
  // Users whom an administrator created may lack required attributes; nobody may take one away.
  const removed = missingRequired(pool, after).filter((name) => changes[name] === "");
  if (removed.length > 0)
    throw fault(
      "InvalidParameterException",
      `Invalid user attributes: ${removed.map((name) => `${name}: Required attribute cannot be deleted.`).join("\n")}`,
    );
  requireAddresses(changes, after);
}

/**
 * @param attributes what the user will have
 * @throws InvalidParameterException for a verified flag without the address that it speaks of
 */
export function requireAddresses(changes: Attributes, attributes: Attributes): void {
  if (changes.email_verified && !attributes.email)
    throw fault("InvalidParameterException", "Email is required to verify/un-verify an email");
  if (changes.phone_number_verified && !attributes.phone_number)
    throw fault("InvalidParameterException", "Phone Number is required to verify/un-verify a phone number");
}

export function createAttributeChanges({ users, codes }: { users: Users; codes: Codes }) {
  return {
    /**
     * Applies changes that were checked; an empty value removes the attribute. Runs in a transaction.
     * @throws AliasExistsException
     */
    apply(pool: Pool, read: User, changes: Attributes, { byAdmin }: ChangeOptions): AttributeChange {
      const user = users.reread(read);
      const plans = (["email", "phone_number"] as const).map((contact) =>
        planContact(pool, user.attributes, changes, contact, byAdmin),
      );
      const attributes = Object.assign({ ...user.attributes, ...changes }, ...plans.map((plan) => plan.set));
      const changed = users.changeAttributes(
        pool,
        user,
        attributes,
        aliasConflictOfChange(pool, { byAdmin }),
      );

      const verifications: Verification[] = [];
      for (const { contact, verify } of plans) {
        // A code that went to the old address must not prove the new one.
        const replaced = changed.attributes[contact] !== user.attributes[contact];
        if (replaced || changes[contact] === "") codes.forget(user, contact);
        if (!verify) continue;
        const code = codes.issue(user, "VerifyAttribute", contact, verify.pending ? verify.to : undefined);
        const destination = { attribute: contact, medium: mediumOf(contact), to: verify.to };
        verifications.push({ code, destination });
      }
      return { user: changed, verifications };
    },
  };
}

interface ContactPlan {
  readonly contact: ContactAttribute;
  /** What the change of the contact sets beside the requested attributes, or instead of them. */
  readonly set: Attributes;
  /** Where a code has to go; `pending` while the old value still stands. */
  readonly verify?: { readonly to: string; readonly pending: boolean };
}

function planContact(
  pool: Pool,
  before: Attributes,
  changes: Attributes,
  contact: ContactAttribute,
  byAdmin: boolean,
): ContactPlan {
  const flag = `${contact}_verified`;
  const to = changes[contact];
  // Assumed: writing the same value again changes nothing.
  if (to === undefined || to === before[contact]) return { contact, set: {} };
  if (to === "") return { contact, set: { [flag]: "" } };
  if (byAdmin && changes[flag] === "true") return { contact, set: {} };

  const { AttributesRequireVerificationBeforeUpdate } = pool.settings.UserAttributeUpdateSettings ?? {};
  if (AttributesRequireVerificationBeforeUpdate?.includes(contact)) {
    const kept = { [contact]: before[contact] ?? "", [flag]: before[flag] ?? "" };
    return { contact, set: kept, verify: { to, pending: true } };
  }
  const set = { [flag]: "false" };
  const autoVerified = pool.settings.AutoVerifiedAttributes?.includes(contact);
  return autoVerified && !byAdmin ? { contact, set, verify: { to, pending: false } } : { contact, set };
}
