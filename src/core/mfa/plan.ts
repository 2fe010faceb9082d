// What a sign-in has to ask for after the password: one factor, a choice of several, a set-up, or nothing.
//
// Developer guide, "Details of MFA logic at user runtime". Where that page has nobody pass whose only address also
// recovers passwords, practice sends the code, and so does this (assumed). All of this is about pools that use MFA.
import { FACTORS, type MfaFactor, type Pool, type User, type UserMfa } from "../../storage/records.js";
import { attributeOf, offeredFactors } from "./factors.js";

export type MfaPlan =
  | { readonly kind: "none" }
  | { readonly kind: "ask"; readonly factor: MfaFactor }
  | { readonly kind: "choose"; readonly factors: readonly MfaFactor[] }
  | { readonly kind: "setUp"; readonly factors: readonly MfaFactor[] }
  /** MFA is required, and the user has no way to set up what the pool offers. */
  | { readonly kind: "impossible" };

/** A user with what they chose. */
export interface MfaSubject {
  readonly pool: Pool;
  readonly user: User;
  readonly choice: UserMfa;
  /** Whether there is an authenticator that has proven itself. */
  readonly hasToken: boolean;
}

/** What the user turned on. SetUserSettings turns SMS on as well. */
export const enabledFactors = ({ choice, hasToken }: Pick<MfaSubject, "choice" | "hasToken">) =>
  choice.enabled.filter((factor) => factor !== "SOFTWARE_TOKEN_MFA" || hasToken);

export interface Occasion {
  /** Whether threat protection asks for a second factor: of who has one, as where it is required (SDK, EventAction). */
  readonly underRisk?: boolean | undefined;
  /** Whether pages ask, which let people set up addresses that clients' code can't. */
  readonly onPage?: boolean | undefined;
}

export function planOf(subject: MfaSubject, { underRisk = false, onPage = false }: Occasion = {}): MfaPlan {
  const { pool, choice } = subject;
  const isRequired = pool.settings.MfaConfiguration === "ON";

  const chosen = enabledFactors(subject);
  const enabled = choice.smsOption ? [...chosen, "SMS_MFA" as const] : chosen;
  const active = FACTORS.filter((factor) => enabled.includes(factor) && isUsable(subject, factor));
  if (choice.preferred && active.includes(choice.preferred)) return { kind: "ask", factor: choice.preferred };
  if (!isRequired && !underRisk) return planAmong(active) ?? { kind: "none" };

  const ready = FACTORS.filter((factor) => active.includes(factor) || isReady(subject, factor));
  const plan = planAmong(withoutRecovery(pool, ready, active));
  return plan ?? (isRequired ? setUp(subject, onPage) : { kind: "none" });
}

/** The factors that the user can prove: those turned on, and where MFA is required all that the user has. */
export function usableFactors(subject: MfaSubject): readonly MfaFactor[] {
  const { pool, choice } = subject;
  const isRequired = pool.settings.MfaConfiguration === "ON";
  const enabled = choice.smsOption ? [...enabledFactors(subject), "SMS_MFA"] : enabledFactors(subject);
  return FACTORS.filter(
    (factor) =>
      (enabled.includes(factor) && isUsable(subject, factor)) || (isRequired && isReady(subject, factor)),
  );
}

function planAmong(factors: readonly MfaFactor[]): MfaPlan | undefined {
  const [first, second] = factors;
  if (!first) return undefined;
  return second ? { kind: "choose", factors } : { kind: "ask", factor: first };
}

/** Authenticators serve on when a pool offers them no longer (developer guide, TOTP). */
export function isUsable({ pool, user, hasToken }: MfaSubject, factor: MfaFactor): boolean {
  const attribute = attributeOf(factor);
  if (!attribute) return hasToken;
  return offeredFactors(pool).includes(factor) && Boolean(user.attributes[attribute]);
}

/** Where MFA is required an address or an authenticator is enough, turned on or not. */
const isReady = (subject: MfaSubject, factor: MfaFactor): boolean =>
  isUsable(subject, factor) && offeredFactors(subject.pool).includes(factor);

/** The channel that recovers passwords first is left out as long as another factor remains, unless it was turned on. */
function withoutRecovery(
  pool: Pool,
  factors: readonly MfaFactor[],
  active: readonly MfaFactor[] = [],
): readonly MfaFactor[] {
  const recovery = recoveryFactor(pool);
  const others = factors.filter((factor) => factor !== recovery || active.includes(factor));
  return others.length > 0 ? others : factors;
}

function recoveryFactor(pool: Pool): MfaFactor | undefined {
  const mechanisms = [...(pool.settings.AccountRecoverySetting?.RecoveryMechanisms ?? [])];
  const first = mechanisms.sort((a, b) => a.Priority - b.Priority)[0]?.Name;
  if (first === "verified_email") return "EMAIL_OTP";
  return first === "verified_phone_number" ? "SMS_MFA" : undefined;
}

function setUp({ pool, user }: MfaSubject, onPage: boolean): MfaPlan {
  const offered = offeredFactors(pool);
  const isNamed = Boolean(user.attributes.email || user.attributes.phone_number);
  if (isNamed && !onPage && !offered.includes("SOFTWARE_TOKEN_MFA")) return { kind: "impossible" };
  return { kind: "setUp", factors: withoutRecovery(pool, offered) };
}
