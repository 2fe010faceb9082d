// Step-up: a choice-based sign-in that has to reach a level, from nothing or from what an access token has proven.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { MfaFactor, Pool, User } from "../../storage/records.js";
import type { Mfa } from "../mfa/mfa.js";
import { requireTier } from "../pools/tiers.js";
import {
  authenticationIn,
  isCode,
  isPasskey,
  type Level,
  levelNamed,
  levelOf,
  type Method,
  methodsIn,
} from "../step-up/levels.js";
import type { Tokens } from "../tokens/tokens.js";
import type { Attempt, Parameters } from "./attempt.js";
import type { FirstFactorName } from "./first-factors/first-factor.js";
import { methodsOf } from "./methods.js";

/** What a sign-in is to reach, and what counts for it from before. */
export interface StepUp {
  readonly level: Level;
  readonly credit: readonly Method[];
}

/** How a level is reached: by one of these first factors, unless what counts from before stands for one. */
export interface Way {
  readonly first: readonly FirstFactorName[];
  readonly needsFirst: boolean;
}

export type StepUps = ReturnType<typeof createStepUps>;

const invalid = (message: string) => fault("InvalidParameterException", message);
const PASSWORDS: readonly FirstFactorName[] = ["PASSWORD_SRP", "PASSWORD"];
const CODES: readonly FirstFactorName[] = ["EMAIL_OTP", "SMS_OTP"];

/** The second factors that a password needs for the level. */
const seconds: Readonly<Record<Level, readonly MfaFactor[]>> = {
  1: [],
  2: [],
  3: ["SMS_MFA", "EMAIL_OTP"],
  4: ["SOFTWARE_TOKEN_MFA"],
};

export function createStepUps({ tokens, mfa, clock }: { tokens: Tokens; mfa: Mfa; clock: Clock }) {
  const usable = (pool: Pool, user: User | undefined, level: Level): readonly MfaFactor[] =>
    user ? mfa.usable(pool, user).filter((factor) => seconds[level].includes(factor)) : [];

  function wayTo(
    { pool, user, available }: Subject,
    level: Level,
    credit: readonly Method[],
  ): Way | undefined {
    const hasSecond = usable(pool, user, level).length > 0;
    const isReached = (levelOf(credit) ?? 0) >= level;
    if (isReached || (credit.includes("pwd") && hasSecond)) return { first: [], needsFirst: false };
    const wanted = [
      ...(level === 1 || hasSecond ? PASSWORDS : []),
      ...(level === 2 ? CODES : []),
      ...(level === 3 ? (["WEB_AUTHN"] as const) : []),
    ];
    const first = available.filter((name) => wanted.includes(name));
    return first.length > 0 ? { first, needsFirst: true } : undefined;
  }

  /** What the token has proven, unless that is too long ago. */
  async function creditOf(
    { pool, user }: Subject,
    { ACCESS_TOKEN, MAX_AGE }: Parameters,
  ): Promise<{ credit: readonly Method[]; level: Level | undefined }> {
    const maxAge = secondsIn(MAX_AGE);
    if (ACCESS_TOKEN === undefined) return { credit: [], level: undefined };
    const caller = await tokens.open(ACCESS_TOKEN);
    if (caller.pool.id !== pool.id || caller.user.id !== user?.id)
      throw invalid("The access token was not issued to the user.");
    const { signIn } = caller;
    const isOld = maxAge !== undefined && clock.now() - signIn.authenticatedAt > maxAge * 1000;
    if (isOld) return { credit: [], level: undefined };
    // A level that was renamed since counts for nothing, the methods do (developer guide).
    return { credit: methodsIn(signIn), level: levelNamed(pool, authenticationIn(signIn)?.acr) };
  }

  return {
    /**
     * What a request of the USER_AUTH flow wants; undefined where it wants no level. Errors and texts are assumed, but
     * that there is an error is documented.
     * Order: parameters, tier, access token, level.
     * @throws InvalidParameterException, FeatureUnavailableInTierException and what a bad access token throws
     */
    async plan(subject: Subject, parameters: Parameters): Promise<(Way & { stepUp: StepUp }) | undefined> {
      const { pool } = subject;
      const { TARGET_ACR_VALUES, ACCESS_TOKEN } = parameters;
      if (TARGET_ACR_VALUES === undefined) {
        if (ACCESS_TOKEN === undefined) return undefined;
        throw invalid("Missing required parameter TARGET_ACR_VALUES");
      }
      requireTier(pool.settings.UserPoolTier, [["Step-Up Authentication", "ESSENTIALS"]]);
      const wanted = TARGET_ACR_VALUES.split(" ").flatMap((name) => levelNamed(pool, name) ?? []);
      if (wanted.length === 0) throw invalid("None of the requested ACR values is valid.");
      const { credit, level: reached } = await creditOf(subject, parameters);
      for (const level of wanted) {
        const way = wayTo(subject, level, credit);
        if (!way) continue;
        // Stepping up must not become a way to refresh tokens.
        if (reached !== undefined && reached >= level)
          throw invalid("The access token already meets the requested ACR level.");
        return { ...way, stepUp: { level, credit } };
      }
      throw invalid("The user can't satisfy any of the requested ACR values.");
    },

    /** The second factors of which the level still needs one. */
    missing({ pool, user, ...trail }: Attempt): readonly MfaFactor[] {
      const level = trail.stepUp?.level;
      if (level === undefined) return [];
      const methods = methodsOf(trail);
      if (level === 3 && methods.some((method) => isPasskey(method) || isCode(method))) return [];
      if (level === 4 && methods.includes("otp")) return [];
      return usable(pool, user, level);
    },

    /** All or nothing: a factor may have gone since the plan was made. @throws NotAuthorizedException (text assumed) */
    requireReached(attempt: Attempt): void {
      const { stepUp } = attempt;
      if (stepUp && (levelOf(methodsOf(attempt)) ?? 0) < stepUp.level)
        throw fault("NotAuthorizedException", "The requested ACR level was not reached.");
    },
  };
}

export interface Subject {
  readonly pool: Pool;
  readonly user: User | undefined;
  /** The first factors that the user has. */
  readonly available: readonly FirstFactorName[];
}

function secondsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw invalid("MAX_AGE must be a non-negative integer.");
  return Number(text);
}
