// CustomMessage: before a message is sent; the function may word it.
import type { User } from "../../storage/records.js";
import type { MessageKind } from "../messages/templates.js";
import { type ClientMetadata, clientMetadataOf, type Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";
import { eventAttributes } from "./user-attributes.js";

export interface CustomMessage {
  readonly kind: MessageKind;
  readonly user: User;
  readonly metadata?: ClientMetadata | undefined;
}

/** The texts of the function, with placeholders in them; absent where it leaves the pool's own. */
export interface CustomMessageAnswer {
  readonly smsMessage?: string | undefined;
  readonly emailMessage?: string | undefined;
  readonly emailSubject?: string | undefined;
}

export const customMessage =
  (fire: Fire) =>
  async (occasion: Occasion, { kind, user, metadata }: CustomMessage): Promise<CustomMessageAnswer> => {
    const answer = await fire("CustomMessage", occasion, () => ({
      source: `CustomMessage_${kind}`,
      userName: user.username,
      request: {
        userAttributes: eventAttributes(occasion.pool, user),
        codeParameter: "{####}",
        linkParameter: "{##Click Here##}",
        usernameParameter: kind === "AdminCreateUser" ? "{username}" : null,
        ...clientMetadataOf(metadata),
      },
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    }));
    return {
      smsMessage: answer?.text("smsMessage"),
      emailMessage: answer?.text("emailMessage"),
      emailSubject: answer?.text("emailSubject"),
    };
  };
