// Where messages go: the attribute that a flow chooses, and how the destination is masked in answers.
import type { CodeDeliveryDetailsType } from "../../model/cognito-idp.gen.js";
import type { Attributes, Medium, Pool, User } from "../../storage/records.js";

export type ContactAttribute = "email" | "phone_number";

export interface Destination {
  readonly attribute: ContactAttribute;
  readonly medium: Medium;
  readonly to: string;
}

export const mediumOf = (attribute: ContactAttribute): Medium => (attribute === "email" ? "EMAIL" : "SMS");

/** The user's own address of that kind, if there is one. */
export function destinationOf(attributes: Attributes, attribute: ContactAttribute): Destination | undefined {
  const to = attributes[attribute];
  return to ? { attribute, medium: mediumOf(attribute), to } : undefined;
}

/** Sign-up verifies the phone number when both are supplied (developer guide, verifying contact information). */
export function signUpDestination(pool: Pool, attributes: Attributes): Destination | undefined {
  const verified = pool.settings.AutoVerifiedAttributes ?? [];
  for (const attribute of ["phone_number", "email"] as const) {
    const destination = verified.includes(attribute) && destinationOf(attributes, attribute);
    if (destination) return destination;
  }
  return undefined;
}

/** Whether only an administrator may reset passwords. */
export const recoveryIsAdminOnly = (pool: Pool): boolean =>
  pool.settings.AccountRecoverySetting?.RecoveryMechanisms?.some(({ Name }) => Name === "admin_only") ??
  false;

/**
 * The verified address for a forgotten password; without a setting, phone before e-mail (SDK, AccountRecoverySetting).
 * @param mfaChannel where the user's second factor goes: pools with a setting send nothing else there
 */
export function recoveryDestination(
  pool: Pool,
  user: User,
  mfaChannel?: ContactAttribute | undefined,
): Destination | undefined {
  const mechanisms = pool.settings.AccountRecoverySetting?.RecoveryMechanisms;
  const order = mechanisms
    ? [...mechanisms].sort((a, b) => a.Priority - b.Priority).map(({ Name }) => Name)
    : ["verified_phone_number", "verified_email"];
  for (const name of order) {
    const attribute = name === "verified_email" ? "email" : "phone_number";
    if (user.attributes[`${attribute}_verified`] !== "true") continue;
    if (mechanisms && attribute === mfaChannel) continue;
    const destination = destinationOf(user.attributes, attribute);
    if (destination) return destination;
  }
  return undefined;
}

export function presentDelivery({ attribute, medium, to }: Destination): CodeDeliveryDetailsType {
  return { Destination: mask(medium, to), DeliveryMedium: medium, AttributeName: attribute };
}

/** `test@test.com` -> `t***@t***`; `+15555559934` -> `+*******9934`. */
function mask(medium: Medium, to: string): string {
  if (medium === "SMS") {
    const digits = to.replace(/^\+/, "");
    return `+${"*".repeat(Math.max(0, digits.length - 4))}${digits.slice(-4)}`;
  }
  const at = to.lastIndexOf("@");
  return `${to.slice(0, 1)}***@${to.slice(at + 1, at + 2)}***`;
}
