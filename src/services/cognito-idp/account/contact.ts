// The two attributes that a code can prove.
import type { ContactAttribute } from "../../../core/messages/destinations.js";
import { fault } from "../../../model/fault.js";

/** @throws InvalidParameterException (text assumed) */
export function requireContact(attribute: string): ContactAttribute {
  if (attribute === "email" || attribute === "phone_number") return attribute;
  throw fault("InvalidParameterException", `Invalid attribute name: ${attribute} cannot be verified.`);
}
