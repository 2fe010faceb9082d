// The delivery details of a message to a user who doesn't exist, for clients that hide who does.
import { createHash } from "node:crypto";
import type { CodeDeliveryDetailsType } from "../../model/cognito-idp.gen.js";
import type { Pool } from "../../storage/records.js";
import { isEmail, isPhoneNumber } from "../users/usernames.js";
import { type Destination, presentDelivery } from "./destinations.js";

/** Derived from what was typed, so that the same name always gets the same answer, as a real user would. */
export function simulatedDelivery(pool: Pool, typed: string): CodeDeliveryDetailsType {
  return presentDelivery(destinationFor(pool, typed));
}

function destinationFor(pool: Pool, typed: string): Destination {
  if (isEmail(typed)) return { attribute: "email", medium: "EMAIL", to: typed };
  if (isPhoneNumber(typed)) return { attribute: "phone_number", medium: "SMS", to: typed };

  const digest = createHash("sha256").update(`${pool.id}\n${typed}`).digest();
  const letter = (byte: number) => String.fromCharCode(97 + (byte % 26));
  const verified = pool.settings.AutoVerifiedAttributes ?? [];
  if (verified.includes("phone_number") && !verified.includes("email")) {
    const digits = String(digest.readUInt32BE(0) % 10_000).padStart(4, "0");
    return { attribute: "phone_number", medium: "SMS", to: `+1000000${digits}` };
  }
  const to = `${letter(digest.readUInt8(0))}@${letter(digest.readUInt8(1))}`;
  return { attribute: "email", medium: "EMAIL", to };
}
