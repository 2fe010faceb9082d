// What a sign-in's sessions remember from question to question, whatever the question is.
import type { ChallengeNameType } from "../../model/cognito-idp.gen.js";
import { FACTORS } from "../../storage/records.js";
import type { SignInRisk } from "../threat-protection/threat-protection.js";
import type { CustomProgress } from "./custom-progress.js";
import type { FirstFactorName } from "./first-factors/first-factor.js";
import type { SessionState } from "./sessions.js";
import type { StepUp } from "./step-up.js";

/** What a choice-based sign-in was begun with. */
export interface ProvenFactor {
  readonly name: FirstFactorName;
  /** Whether it stands for a second factor as well. */
  readonly isMultiFactor?: boolean | undefined;
  /** Whether it is a passkey that moves from device to device, such as a security key. */
  readonly isRoaming?: boolean | undefined;
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
  /** Of a choice-based sign-in: the level that it has to reach. */
  readonly stepUp?: StepUp | undefined;
  /** In pools with threat protection: what was judged once the first factor was proven. */
  readonly risk?: SignInRisk | undefined;
  /** What the client named as its device; whether it is one is seen when that matters. */
  readonly deviceKey?: string | undefined;
}

/** Whether an answer stands for a second factor: a code, or the authenticator that was just set up. */
export const provesSecondFactor = (challenge: ChallengeNameType): boolean =>
  challenge === "MFA_SETUP" || FACTORS.some((factor) => factor === challenge);

/** The part of an attempt that its next session has to keep. */
export function trailOf(attempt: Trail): Trail {
  const { passed, custom, isChoice, firstFactor, stepUp, risk, deviceKey } = attempt;
  return { passed, custom, isChoice, firstFactor, stepUp, risk, deviceKey };
}

/** What led to the question of this session; sign-ins that begin with their first question have no trail yet. */
export const trailIn = (state: SessionState): Trail => (state.trail as Trail | undefined) ?? { passed: [] };
