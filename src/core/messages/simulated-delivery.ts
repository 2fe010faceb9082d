// The delivery details of a message to a user who doesn't exist, for clients that hide who does.
import { createHash } from "node:crypto";
import type { CodeDeliveryDetailsType } from "../../model/cognito-idp.gen.js";
import type { Pool } from "../../storage/records.js";
import { isEmail, isPhoneNumber } from "../users/usernames.js";
import { type ContactAttribute, type Destination, mediumOf, presentDelivery } from "./destinations.js";

/** Derived from what was typed, so that the same name always gets the same answer, as a real user would. */
export function simulatedDelivery(pool: Pool, typed: string): CodeDeliveryDetailsType {
  return presentDelivery(destinationFor(pool, typed));
}

function destinationFor(pool: Pool, typed: string): Destination {
  if (isEmail(typed)) return simulatedDestination(pool, typed, "email");
  if (isPhoneNumber(typed)) return simulatedDestination(pool, typed, "phone_number");
  const verified = pool.settings.AutoVerifiedAttributes ?? [];
  const isPhone = verified.includes("phone_number") && !verified.includes("email");
  return simulatedDestination(pool, typed, isPhone ? "phone_number" : "email");
}

/** The address of that kind that a user of this name would seem to have. */
export function simulatedDestination(pool: Pool, typed: string, attribute: ContactAttribute): Destination {
  const isPhone = attribute === "phone_number";
  const medium = mediumOf(attribute);
  if (isPhone ? isPhoneNumber(typed) : isEmail(typed)) return { attribute, medium, to: typed };

  const digest = createHash("sha256").update(`${pool.id}\n${typed}`).digest();
  const letter = (byte: number) => String.fromCharCode(97 + (byte % 26));
  const digits = String(digest.readUInt32BE(0) % 10_000).padStart(4, "0");
  const email = `${letter(digest.readUInt8(0))}@${letter(digest.readUInt8(1))}`;
  return { attribute, medium, to: isPhone ? `+1000000${digits}` : email };
}
