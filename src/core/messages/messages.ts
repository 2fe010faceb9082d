// Sends what Cognito would send: chooses the words, then hands the message to the inbox.
import type { CodeDeliveryDetailsType } from "../../model/cognito-idp.gen.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Client, Pool, User } from "../../storage/records.js";
import type { Triggers } from "../triggers/triggers.js";
import type { Urls } from "../urls.js";
import { type Destination, presentDelivery } from "./destinations.js";
import type { Inbox } from "./inbox.js";
import { type MessageKind, renderMessage, usesLink } from "./templates.js";

export interface Sending {
  readonly pool: Pool;
  /** Absent for operations of an administrator. */
  readonly client?: Client | undefined;
  readonly user: User;
  readonly kind: MessageKind;
  readonly destination: Destination;
  /** The code or temporary password. */
  readonly code?: string | undefined;
}

export type Messages = ReturnType<typeof createMessages>;

export function createMessages(deps: {
  inbox: Inbox;
  triggers: Triggers;
  urls: Urls;
  clock: Clock;
  entropy: Entropy;
}) {
  const { inbox, triggers, urls, clock, entropy } = deps;

  return {
    /** Sends a message, after the commit of what it tells. Answers the delivery details, masked. */
    async send(sending: Sending): Promise<CodeDeliveryDetailsType> {
      const { pool, client, user, kind, destination, code } = sending;
      triggers.fire(pool, "CustomMessage");
      triggers.fire(pool, destination.medium === "EMAIL" ? "CustomEmailSender" : "CustomSMSSender");

      const link =
        client && code && usesLink(pool, kind, destination.medium)
          ? urls.confirmUser({ clientId: client.id, username: user.username, code })
          : undefined;
      inbox.deliver({
        id: entropy.uuid(),
        at: clock.now(),
        poolId: pool.id,
        clientId: client?.id,
        username: user.username,
        medium: destination.medium,
        to: destination.to,
        kind,
        code,
        link,
        ...renderMessage(pool, kind, destination.medium, { code, username: invitedAs(user), link }),
      });
      return presentDelivery(destination);
    },
  };
}

/** People know the address that they sign in with, not the sub that stands behind it. */
const invitedAs = (user: User): string =>
  user.username === user.sub
    ? (user.attributes.email ?? user.attributes.phone_number ?? user.username)
    : user.username;
