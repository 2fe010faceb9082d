// PreAuthentication: before a sign-in is checked; the function may forbid it.
import type { ClientMetadata, Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";
import { type SigningInUser, signingInAttributes, userNotFoundOf } from "./signing-in-user.js";

export interface PreAuthentication extends SigningInUser {
  /** ClientMetadata of the request that begins the sign-in. */
  readonly validationData?: ClientMetadata | undefined;
}

export const preAuthentication =
  (fire: Fire) =>
  async (occasion: Occasion, { userName, user, validationData }: PreAuthentication): Promise<void> => {
    const { pool, client } = occasion;
    await fire("PreAuthentication", occasion, () => ({
      source: "PreAuthentication_Authentication",
      userName: user?.username ?? userName,
      request: {
        userAttributes: signingInAttributes(pool, user),
        // Null without metadata, as in events of PreSignUp (assumed).
        validationData: validationData ?? null,
        ...userNotFoundOf(client, user),
      },
      response: {},
    }));
  };
