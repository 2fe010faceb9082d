// PostConfirmation: after a user was confirmed, or has set a forgotten password anew. Its failure undoes neither.
import type { User } from "../../storage/records.js";
import { type ClientMetadata, clientMetadataOf, type Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";
import { eventAttributes } from "./user-attributes.js";

export interface PostConfirmation {
  readonly source: "ConfirmSignUp" | "ConfirmForgotPassword";
  /** As confirmed. */
  readonly user: User;
  readonly metadata?: ClientMetadata | undefined;
}

export const postConfirmation =
  (fire: Fire) =>
  async (occasion: Occasion, { source, user, metadata }: PostConfirmation): Promise<void> => {
    await fire("PostConfirmation", occasion, () => ({
      source: `PostConfirmation_${source}`,
      userName: user.username,
      request: { userAttributes: eventAttributes(occasion.pool, user), ...clientMetadataOf(metadata) },
      response: {},
    }));
  };
