// PostAuthentication: after the last step of a sign-in, before its tokens; the function may forbid them.
import type { User } from "../../storage/records.js";
import { type ClientMetadata, clientMetadataOf, type Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";
import { eventAttributes } from "./user-attributes.js";

export interface PostAuthentication {
  readonly user: User;
  /** Whether the user signed in from a device that the pool remembers and had not seen before. */
  readonly newDeviceUsed?: boolean | undefined;
  readonly metadata?: ClientMetadata | undefined;
}

export const postAuthentication =
  (fire: Fire) =>
  async (
    occasion: Occasion,
    { user, newDeviceUsed = false, metadata }: PostAuthentication,
  ): Promise<void> => {
    await fire("PostAuthentication", occasion, () => ({
      source: "PostAuthentication_Authentication",
      userName: user.username,
      request: {
        userAttributes: eventAttributes(occasion.pool, user),
        newDeviceUsed,
        ...clientMetadataOf(metadata),
      },
      response: {},
    }));
  };
