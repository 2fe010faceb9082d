// What a sign-in's sessions remember from question to question, whatever the question is.
import type { ChallengeNameType } from "../../model/cognito-idp.gen.js";
import type { CustomProgress } from "./custom-progress.js";
import type { SessionState } from "./sessions.js";

export interface Trail {
  /** The challenges that were answered rightly, in order. */
  readonly passed: readonly ChallengeNameType[];
  /** Of a custom sign-in: how far it has come. */
  readonly custom?: CustomProgress | undefined;
}

/** The part of an attempt that its next session has to keep. */
export const trailOf = ({ passed, custom }: Trail): Trail => ({ passed, custom });

/** What led to the question of this session; sign-ins that begin with their first question have no trail yet. */
export const trailIn = (state: SessionState): Trail => (state.trail as Trail | undefined) ?? { passed: [] };
