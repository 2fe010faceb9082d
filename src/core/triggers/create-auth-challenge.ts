// CreateAuthChallenge: the question of a custom challenge, and what its answer will be checked against.

import type { ChallengeResult } from "./define-auth-challenge.js";
import { type ClientMetadata, clientMetadataOf, type Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";
import { type SigningInUser, signingInAttributes, userNotFoundOf } from "./signing-in-user.js";

export interface CreateAuthChallenge extends SigningInUser {
  /** As DefineAuthChallenge named it: CUSTOM_CHALLENGE. */
  readonly challengeName: string;
  readonly session: readonly ChallengeResult[];
  readonly metadata?: ClientMetadata | undefined;
}

export interface CreateAuthChallengeAnswer {
  /** For the client. */
  readonly publicChallengeParameters: Readonly<Record<string, string>>;
  /** For VerifyAuthChallengeResponse only. */
  readonly privateChallengeParameters: Readonly<Record<string, string>>;
  /** Comes back in the `session` of the events that follow. */
  readonly challengeMetadata?: string | undefined;
}

export const createAuthChallenge =
  (fire: Fire) =>
  /** Undefined for a pool without this trigger. */
  async (
    occasion: Occasion,
    { userName, user, challengeName, session, metadata }: CreateAuthChallenge,
  ): Promise<CreateAuthChallengeAnswer | undefined> => {
    const { pool, client } = occasion;
    const answer = await fire("CreateAuthChallenge", occasion, () => ({
      source: "CreateAuthChallenge_Authentication",
      userName: user?.username ?? userName,
      request: {
        userAttributes: signingInAttributes(pool, user),
        challengeName,
        session,
        ...userNotFoundOf(client, user),
        ...clientMetadataOf(metadata),
      },
      response: {
        publicChallengeParameters: null,
        privateChallengeParameters: null,
        challengeMetadata: null,
      },
    }));
    return (
      answer && {
        publicChallengeParameters: answer.textMap("publicChallengeParameters") ?? {},
        privateChallengeParameters: answer.textMap("privateChallengeParameters") ?? {},
        challengeMetadata: answer.text("challengeMetadata"),
      }
    );
  };
