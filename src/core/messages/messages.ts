// Sends what Cognito would send: chooses the words, then hands the message to the inbox and the other targets.
import type { CodeDeliveryDetailsType } from "../../model/cognito-idp.gen.js";
import type { Clock } from "../../platform/clock.js";
import type { Delivery, OutgoingMessage } from "../../platform/delivery/delivery.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Attributes, Client, Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { customSenderOf } from "../triggers/custom-sender.js";
import type { Caller, ClientMetadata, Triggers } from "../triggers/triggers.js";
import type { Urls } from "../urls.js";
import { type CustomWords, customWordsOf } from "./custom-words.js";
import { deliveryFailure } from "./delivery-failure.js";
import { type Destination, presentDelivery } from "./destinations.js";
import type { Inbox } from "./inbox.js";
import { createPost } from "./post.js";
import { type Sender, senderOf } from "./senders.js";
import { type MessageKind, renderMessage, usesLink } from "./templates.js";

export interface Sending {
  readonly pool: Pool;
  /** Absent for operations of an administrator. */
  readonly client?: Client | undefined;
  readonly user: User;
  readonly caller: Caller;
  /** For the functions that word or deliver the message, of operations that hand it to them. */
  readonly metadata?: ClientMetadata | undefined;
  readonly kind: MessageKind;
  readonly destination: Destination;
  /** The code or temporary password. */
  readonly code?: string | undefined;
}

/** A message that is worded elsewhere; `attributes` are for the pool's own sender. */
export interface WordedSending extends Omit<Sending, "kind"> {
  readonly kind: MessageKind | "AccountTakeOverNotification";
  readonly attributes?: Attributes | undefined;
}

/** What a message says, before it is known how it travels. */
export interface Words {
  readonly subject?: string | undefined;
  readonly text: string;
  readonly html?: string | undefined;
  readonly link?: string | undefined;
}

export type Messages = ReturnType<typeof createMessages>;

export function createMessages(deps: {
  store: Store;
  inbox: Inbox;
  deliveries: readonly Delivery[];
  triggers: Triggers;
  urls: Urls;
  clock: Clock;
  entropy: Entropy;
}) {
  const { triggers, urls, clock, entropy, store } = deps;
  const domainOf = (pool: Pool) => store.domains.ofPool(pool.id)[0]?.domain;
  const post = createPost(deps);

  function wordsOf({ pool, client, user, kind, destination, code }: Sending, custom: CustomWords): Words {
    const { medium } = destination;
    const link =
      client && code && usesLink(pool, kind, medium)
        ? urls.confirmUser({ clientId: client.id, username: user.username, code, domain: domainOf(pool) })
        : undefined;
    return { ...renderMessage(pool, kind, medium, { code, username: invitedAs(user), link }, custom), link };
  }

  /** The pool's own function, which gets what it shall send. */
  function functionFor(sending: WordedSending): Delivery | undefined {
    const { medium } = sending.destination;
    const name = customSenderOf(sending.pool, medium);
    const send = name === "CustomSMSSender" ? triggers.customSmsSender : triggers.customEmailSender;
    return name && { name, media: [medium], send: () => send(sending, sending) };
  }

  async function deliver(
    sending: WordedSending,
    words: Words,
    sender: Sender = senderOf(sending.pool, sending.destination.medium),
  ): Promise<void> {
    const { pool, client, user, kind, destination, code } = sending;
    const { medium, to } = destination;
    const message: OutgoingMessage = {
      id: entropy.uuid(),
      at: clock.now(),
      account: pool.account,
      poolId: pool.id,
      clientId: client?.id,
      username: user.username,
      medium,
      to,
      kind,
      code,
      ...words,
      ...sender,
    };
    const instead = functionFor(sending);
    const failures = await post.deliver(message, instead);
    if (failures.length === 0) return;
    throw instead ? failures[0]?.error : deliveryFailure({ client, kind, medium }, failures);
  }

  return {
    /**
     * Sends a message, after the commit of what it tells. Answers the delivery details, masked.
     * @throws CodeDeliveryFailureException when a target does not take it; what it tells of has happened all the same;
     *   UnexpectedLambdaException when the pool's own sender can't be started
     */
    async send(sending: Sending): Promise<CodeDeliveryDetailsType> {
      const custom = customWordsOf(sending, await triggers.customMessage(sending, sending));
      await deliver(sending, wordsOf(sending, custom));
      return presentDelivery(sending.destination);
    },

    /** The same for what is worded elsewhere, and may have a sender of its own. @throws as `send` does */
    sendWorded: deliver,
  };
}

/** People know the address that they sign in with, not the sub that stands behind it. */
const invitedAs = (user: User): string =>
  user.username === user.sub
    ? (user.attributes.email ?? user.attributes.phone_number ?? user.username)
    : user.username;
