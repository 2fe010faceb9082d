// Addresses that users who don't exist seem to have, for clients that hide who does.
import type { Pool } from "../../storage/records.js";
import { isEmail, isPhoneNumber } from "../users/usernames.js";
import { type ContactAttribute, type Destination, mediumOf } from "./destinations.js";

/** Which address a code seems to go to (developer guide: the name's form decides, then what the pool verifies). */
export function simulatedContact(pool: Pool, typed: string): ContactAttribute {
  if (isEmail(typed)) return "email";
  if (isPhoneNumber(typed)) return "phone_number";
  const verified = pool.settings.AutoVerifiedAttributes ?? [];
  return verified.includes("phone_number") && !verified.includes("email") ? "phone_number" : "email";
}

/** @param digest of the name: the same name always gets the same address, as a real user would */
export function simulatedDestination(
  digest: Buffer,
  typed: string,
  attribute: ContactAttribute,
): Destination {
  const isPhone = attribute === "phone_number";
  const medium = mediumOf(attribute);
  if (isPhone ? isPhoneNumber(typed) : isEmail(typed)) return { attribute, medium, to: typed };

  const letter = (byte: number) => String.fromCharCode(97 + (byte % 26));
  const digits = String(digest.readUInt32BE(0) % 10_000).padStart(4, "0");
  const email = `${letter(digest.readUInt8(0))}@${letter(digest.readUInt8(1))}`;
  return { attribute, medium, to: isPhone ? `+1000000${digits}` : email };
}
