// The post office: a message goes to the inbox first, then to every target at once; what became of it is noted there.
import type { Delivery, OutgoingMessage } from "../../platform/delivery/delivery.js";
import type { MessageDelivery } from "../../storage/records.js";
import type { Inbox } from "./inbox.js";

/** A target that did not take a message. */
export interface DeliveryFailure {
  readonly target: string;
  readonly reason: string;
  readonly error: unknown;
}

export type Post = ReturnType<typeof createPost>;

export function createPost({ inbox, deliveries }: { inbox: Inbox; deliveries: readonly Delivery[] }) {
  return {
    /**
     * Answers which targets did not take the message; it stays in the inbox in any case.
     * @param instead takes the place of all targets
     */
    async deliver(message: OutgoingMessage, instead?: Delivery): Promise<readonly DeliveryFailure[]> {
      const targets = instead ? [instead] : deliveries.filter(({ media }) => media.includes(message.medium));
      const pending = targets.map(({ name }): MessageDelivery => ({ target: name, status: "pending" }));
      inbox.deliver({ ...message, deliveries: pending });
      if (targets.length === 0) return [];

      const outcomes = await Promise.all(targets.map((target) => attempt(target, message)));
      inbox.note(
        message.id,
        outcomes.map(({ error: _, ...delivery }) => delivery),
      );
      return outcomes.flatMap(({ target, reason, error }) =>
        reason === undefined ? [] : [{ target, reason, error }],
      );
    },
  };
}

async function attempt(
  target: Delivery,
  message: OutgoingMessage,
): Promise<MessageDelivery & { readonly error?: unknown }> {
  try {
    await target.send(message);
    return { target: target.name, status: "sent" };
  } catch (error) {
    return { target: target.name, status: "failed", reason: reasonOf(error), error };
  }
}

/** Some errors of the network have an empty message and a code. */
function reasonOf(error: unknown): string {
  const { message, code, name } = error as Partial<NodeJS.ErrnoException>;
  return message || code || name || "unknown error";
}
