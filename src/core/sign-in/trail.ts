// What a sign-in's sessions remember from question to question, whatever the question is.
import type { ChallengeNameType } from "../../model/cognito-idp.gen.js";
import type { SignInRisk } from "../threat-protection/threat-protection.js";
import type { CustomProgress } from "./custom-progress.js";
import type { FirstFactorName } from "./first-factors/first-factor.js";
import type { SessionState } from "./sessions.js";

/** What a choice-based sign-in was begun with. */
export interface ProvenFactor {
  readonly name: FirstFactorName;
  /** Whether it stands for a second factor as well. */
  readonly isMultiFactor?: boolean | undefined;
}

export interface Trail {
  /** The challenges that were answered rightly, in order. EMAIL_OTP here is the second factor, never the first. */
  readonly passed: readonly ChallengeNameType[];
  /** Of a custom sign-in: how far it has come. */
  readonly custom?: CustomProgress | undefined;
  /** Whether the sign-in is choice-based (USER_AUTH). */
  readonly isChoice?: boolean | undefined;
  /** Of a choice-based sign-in: what was proven first. With SRP that is PASSWORD_VERIFIER in `passed`. */
  readonly firstFactor?: ProvenFactor | undefined;
  /** In pools with threat protection: what was judged once the first factor was proven. */
  readonly risk?: SignInRisk | undefined;
  /** What the client named as its device; whether it is one is seen when that matters. */
  readonly deviceKey?: string | undefined;
}

/** The part of an attempt that its next session has to keep. */
export const trailOf = ({ passed, custom, isChoice, firstFactor, risk, deviceKey }: Trail): Trail => ({
  ...{ passed, custom, isChoice, firstFactor, risk, deviceKey },
});

/** What led to the question of this session; sign-ins that begin with their first question have no trail yet. */
export const trailIn = (state: SessionState): Trail => (state.trail as Trail | undefined) ?? { passed: [] };
