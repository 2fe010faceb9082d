// What CustomEmailSender and CustomSMSSender have in common: functions that deliver messages in the service's place.
import type { Attributes, Medium, Pool, User } from "../../storage/records.js";
import type { EncryptCode } from "../kms/codes.js";
import { escapeHtml } from "../messages/html.js";
import type { MessageKind } from "../messages/templates.js";
import type { ClientMetadata, Occasion } from "./envelope.js";
import type { Start } from "./firing.js";
import { eventAttributes } from "./user-attributes.js";

export type CustomSenderName = "CustomEmailSender" | "CustomSMSSender";

export interface CustomSending {
  /** Threat protection tells of a sign-in by e-mail only. */
  readonly kind: MessageKind | "AccountTakeOverNotification";
  readonly user: User;
  /** In clear; absent where there is none to tell. */
  readonly code?: string | undefined;
  /** In place of the user's: a notification of threat protection carries what it is about (EVENT_ID, IP_ADDRESS ...). */
  readonly attributes?: Attributes | undefined;
  readonly metadata?: ClientMetadata | undefined;
}

/** The trigger that messages of this medium leave through, if the pool has it. */
export function customSenderOf({ settings }: Pool, medium: Medium): CustomSenderName | undefined {
  const trigger = medium === "EMAIL" ? "CustomEmailSender" : "CustomSMSSender";
  return settings.LambdaConfig?.[trigger] && trigger;
}

/**
 * Members as in captured events: no `response`, and null for absent metadata. Which operations hand on their
 * ClientMetadata is assumed to be as for CustomMessage.
 */
export const customSender =
  (trigger: CustomSenderName, type: string) =>
  (start: Start, encryptCode: EncryptCode) =>
  /** Settled when the function has started; how it ends is nothing to the sender. */
  (occasion: Occasion, { kind, user, code, attributes, metadata }: CustomSending): Promise<void> =>
    start(trigger, occasion, async () => {
      // Passwords are escaped, which a function has to undo (developer guide); codes are digits.
      const secret = code !== undefined && kind === "AdminCreateUser" ? escapeHtml(code) : code;
      return {
        source: `${trigger}_${kind}`,
        userName: user.username,
        request: {
          type,
          code: secret === undefined ? null : await encryptCode(occasion.pool, trigger, secret),
          clientMetadata: metadata ?? null,
          userAttributes: attributes ?? eventAttributes(occasion.pool, user),
        },
      };
    });
