// Where and whether an administrator's invitation of a new user goes.
import type { DeliveryMediumType, MessageActionType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Attributes, Medium, Pool } from "../../storage/records.js";
import { type Destination, destinationOf } from "./destinations.js";

interface InvitationRequest {
  readonly MessageAction?: MessageActionType | undefined;
  readonly DesiredDeliveryMediums?: readonly DeliveryMediumType[] | undefined;
}

const MEDIA = {
  EMAIL: { attribute: "email", missing: "No email provided but desired delivery medium was Email" },
  // Assumed: only the text for e-mail has been seen (rahulpsd18/cognito-backup-restore#25).
  SMS: { attribute: "phone_number", missing: "No phone number provided but desired delivery medium was SMS" },
} as const;

/**
 * Where an invitation goes: to every medium that was asked for, otherwise to the phone or, without one, by e-mail
 * (reapit/foundations#7052). A user who has neither gets none (assumed).
 * @throws InvalidParameterException when a medium was asked for that the user can't be reached by
 */
export function invitationDestinations(attributes: Attributes, request: InvitationRequest): Destination[] {
  if (request.MessageAction === "SUPPRESS") return [];
  const wanted = [...new Set(request.DesiredDeliveryMediums ?? [])];
  if (wanted.length > 0)
    return wanted.map((medium) => {
      const { attribute, missing } = MEDIA[medium];
      const destination = destinationOf(attributes, attribute);
      if (!destination) throw fault("InvalidParameterException", missing);
      return destination;
    });
  const fallback = destinationOf(attributes, "phone_number") ?? destinationOf(attributes, "email");
  return fallback ? [fallback] : [];
}

/** Whether the pool's invitation by this medium has a place for the temporary password. */
export function tellsPassword(pool: Pool, medium: Medium): boolean {
  const { SMSMessage, EmailMessage } = pool.settings.AdminCreateUserConfig?.InviteMessageTemplate ?? {};
  const template = medium === "SMS" ? SMSMessage : EmailMessage;
  return template === undefined || template.includes("{####}");
}
