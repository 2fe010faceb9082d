// The inbox as people and tests read it: list, wait, clear.
import type { StoredMessage } from "../../storage/messages.js";
import type { Message, MessageDelivery } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { createWaiting, type Patience } from "../waiting.js";

export interface InboxFilter {
  /** The e-mail address or phone number that it was sent to. */
  readonly to?: string | undefined;
  readonly poolId?: string | undefined;
  readonly username?: string | undefined;
  /** SignUp, ResendCode, ForgotPassword, AdminCreateUser, UpdateUserAttribute, VerifyUserAttribute ... */
  readonly kind?: string | undefined;
}

export interface WaitOptions extends Patience {
  /** Id of a message: later ones count. Without it, those that no such call has handed out before. */
  readonly after?: string | undefined;
}

/** A message as the inbox shows it; `at` is an ISO 8601 time. */
export type InboxMessage = Omit<Message, "at"> & { readonly at: string };

export type Inbox = ReturnType<typeof createInbox>;

export function createInbox(store: Store) {
  const waiting = createWaiting();

  const list = (filter: InboxFilter = {}): InboxMessage[] => store.messages.list(filter).map(shown);

  return {
    /** Messages that match, newest last; the newest 1,000 at most. */
    list,
    /** The message of that id. */
    find(id: string): InboxMessage | undefined {
      const message = store.messages.find(id);
      return message && shown(message);
    },
    /** Keeps a message and wakes those who wait for one. */
    deliver(message: Message): void {
      store.messages.insert(message);
      waiting.wake();
    },
    /** Notes what became of a message at the targets beside the inbox. */
    note: (id: string, deliveries: readonly MessageDelivery[]): void =>
      store.messages.setDeliveries(id, deliveries),
    /**
     * The next message that matches; `undefined` when none arrives in time. Without `after` each message is handed
     * out once, so that a test gets the mail of the sign-up that it has just made, and then the one after it.
     */
    next(filter: InboxFilter, { after, ...patience }: WaitOptions): Promise<InboxMessage | undefined> {
      const from = after === undefined ? "untaken" : { afterSeq: store.messages.seqOf(after) };
      return waiting.until(() => {
        const message = store.messages.first(filter, from);
        if (message && after === undefined) store.messages.take(message.seq);
        return message && shown(message);
      }, patience);
    },
    /** Deletes one message. Answers whether there was one of that id. */
    remove: (id: string): boolean => store.messages.remove(id),
    /** Deletes the messages that match; all without a filter. */
    clear: (filter: InboxFilter = {}): void => store.messages.clear(filter),
  };
}

function shown({ seq: _, ...message }: StoredMessage): InboxMessage {
  return { ...message, at: new Date(message.at).toISOString() };
}
