// VerifyAuthChallengeResponse: whether the answer to a custom challenge is right.
import { type ClientMetadata, clientMetadataOf, type Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";
import { type SigningInUser, signingInAttributes, userNotFoundOf } from "./signing-in-user.js";

export interface VerifyAuthChallengeResponse extends SigningInUser {
  /** As CreateAuthChallenge gave them. */
  readonly privateChallengeParameters: Readonly<Record<string, string>>;
  /** What the user answered. */
  readonly challengeAnswer: string;
  readonly metadata?: ClientMetadata | undefined;
}

export const verifyAuthChallengeResponse =
  (fire: Fire) =>
  /** Undefined for a pool without this trigger. */
  async (
    occasion: Occasion,
    { userName, user, privateChallengeParameters, challengeAnswer, metadata }: VerifyAuthChallengeResponse,
  ): Promise<{ readonly answerCorrect: boolean } | undefined> => {
    const { pool, client } = occasion;
    const answer = await fire("VerifyAuthChallengeResponse", occasion, () => ({
      source: "VerifyAuthChallengeResponse_Authentication",
      userName: user?.username ?? userName,
      request: {
        userAttributes: signingInAttributes(pool, user),
        privateChallengeParameters,
        challengeAnswer,
        ...userNotFoundOf(client, user),
        ...clientMetadataOf(metadata),
      },
      response: { answerCorrect: null },
    }));
    return answer && { answerCorrect: answer.flag("answerCorrect") ?? false };
  };
