// How far a custom sign-in has come: what sessions remember between its questions.
import type { ChallengeNameType } from "../../model/cognito-idp.gen.js";
import type { ChallengeResult } from "../triggers/define-auth-challenge.js";

export interface CustomProgress {
  /** What DefineAuthChallenge is told: every challenge that was answered, rightly or not, oldest first. */
  readonly results: readonly ChallengeResult[];
  readonly typedUsername: string;
  /** The client's half of SRP, when the sign-in began with it. */
  readonly A?: string | undefined;
}

/** A challenge without metadata has null there (captured events). */
export const resultOf = (
  challengeName: ChallengeNameType | "SRP_A",
  challengeResult: boolean,
  challengeMetadata: string | null = null,
): ChallengeResult => ({ challengeName, challengeResult, challengeMetadata });

export const withResult = (custom: CustomProgress, result: ChallengeResult): CustomProgress => ({
  ...custom,
  results: [...custom.results, result],
});
