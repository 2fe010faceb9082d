// DefineAuthChallenge: what comes next in a custom sign-in, by what was answered so far.
import { type ClientMetadata, clientMetadataOf, type Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";
import { type SigningInUser, signingInAttributes, userNotFoundOf } from "./signing-in-user.js";

/** One challenge of a custom sign-in that was answered, rightly or not. */
export interface ChallengeResult {
  /** SRP_A, PASSWORD_VERIFIER, CUSTOM_CHALLENGE, SMS_MFA, DEVICE_SRP_AUTH ... */
  readonly challengeName: string;
  readonly challengeResult: boolean;
  /** What CreateAuthChallenge called the challenge. */
  readonly challengeMetadata?: string | null | undefined;
}

export interface DefineAuthChallenge extends SigningInUser {
  /** Every challenge so far, oldest first; empty at the beginning. */
  readonly session: readonly ChallengeResult[];
  readonly metadata?: ClientMetadata | undefined;
}

export interface DefineAuthChallengeAnswer {
  /** The challenge to ask. */
  readonly challengeName?: string | undefined;
  /** Whether the user has done enough. */
  readonly issueTokens: boolean;
  /** Whether the sign-in is over. */
  readonly failAuthentication: boolean;
}

export const defineAuthChallenge =
  (fire: Fire) =>
  /** Undefined for a pool without this trigger. */
  async (
    occasion: Occasion,
    { userName, user, session, metadata }: DefineAuthChallenge,
  ): Promise<DefineAuthChallengeAnswer | undefined> => {
    const { pool, client } = occasion;
    const answer = await fire("DefineAuthChallenge", occasion, () => ({
      source: "DefineAuthChallenge_Authentication",
      userName: user?.username ?? userName,
      request: {
        userAttributes: signingInAttributes(pool, user),
        session,
        ...userNotFoundOf(client, user),
        ...clientMetadataOf(metadata),
      },
      response: { challengeName: null, issueTokens: null, failAuthentication: null },
    }));
    return (
      answer && {
        challengeName: answer.text("challengeName"),
        issueTokens: answer.flag("issueTokens") ?? false,
        failAuthentication: answer.flag("failAuthentication") ?? false,
      }
    );
  };
