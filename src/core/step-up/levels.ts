// How strongly somebody has signed in: the methods of `amr`, the four levels of `acr`, and what pools call these.
import { fault } from "../../model/fault.js";
import type { Pool, PoolSettings, SignIn } from "../../storage/records.js";

/** What `amr` calls a password, the code of an authenticator, codes by SMS and e-mail, and passkeys of both kinds. */
export type Method = "pwd" | "otp" | "sms" | "email_otp" | "swk" | "hwk";

export const LEVELS = [1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

export const isPasskey = (method: Method): boolean => method === "swk" || method === "hwk";
export const isCode = (method: Method): boolean => method === "sms" || method === "email_otp";

/** The highest level whose methods are all there (developer guide, ACR authentication levels). */
export function levelOf(methods: readonly Method[]): Level | undefined {
  const hasPassword = methods.includes("pwd");
  if (hasPassword && methods.includes("otp")) return 4;
  if (methods.some(isPasskey) || (hasPassword && methods.some(isCode))) return 3;
  if (methods.some(isCode)) return 2;
  return hasPassword ? 1 : undefined;
}

/** What the tokens of a sign-in say of it for as long as they are refreshed. */
export interface Authentication {
  readonly acr?: string | undefined;
  readonly amr: readonly string[];
}

/** Undefined for who has proven nothing that has a name, as by a custom challenge (assumed). */
export function authenticationOf(pool: Pool, methods: readonly Method[]): Authentication | undefined {
  const distinct = [...new Set(methods)];
  if (distinct.length === 0) return undefined;
  const level = levelOf(distinct);
  const amr = distinct.length > 1 ? [...distinct, "mfa"] : distinct;
  return { acr: level && acrNames(pool)[level], amr };
}

export const authenticationIn = ({ details }: SignIn): Authentication | undefined =>
  details.authentication as Authentication | undefined;

/** The methods that a sign-in's tokens name; what stands for several of them is none. */
export const methodsIn = (signIn: SignIn): readonly Method[] =>
  (authenticationIn(signIn)?.amr ?? []).filter((name): name is Method => name !== "mfa" && name !== "fed");

/** What each level is called in the pool. */
export const acrNames = ({ settings }: { readonly settings: PoolSettings }): Record<Level, string> => ({
  1: nameOf(settings, 1),
  2: nameOf(settings, 2),
  3: nameOf(settings, 3),
  4: nameOf(settings, 4),
});

export const levelNamed = (pool: Pool, acr: string | undefined): Level | undefined =>
  LEVELS.find((level) => acrNames(pool)[level] === acr);

const defaultName = (level: Level): string => `urn:cognito:loa:${level}`;

const nameOf = ({ AcrConfiguration }: PoolSettings, level: Level): string =>
  AcrConfiguration?.[`Level${level}`]?.AcrValue ?? defaultName(level);

/** The configuration as it is in effect, which is how it is always shown. */
export const effectiveNames = (settings: PoolSettings): NonNullable<PoolSettings["AcrConfiguration"]> =>
  Object.fromEntries(LEVELS.map((level) => [`Level${level}`, { AcrValue: nameOf(settings, level) }]));

/** Whether any level has a name of the pool's own. */
export const hasCustomNames = (AcrConfiguration: PoolSettings["AcrConfiguration"]): boolean =>
  LEVELS.some((level) => nameOf({ AcrConfiguration }, level) !== defaultName(level));

/**
 * The rules are documented (developer guide, configuring ACR level names), the texts assumed.
 * @throws InvalidParameterException
 */
export function requireAcrNames(AcrConfiguration: PoolSettings["AcrConfiguration"]): void {
  const keys = LEVELS.map((level) => `Level${level}`);
  const unknown = Object.keys(AcrConfiguration ?? {}).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw fault("InvalidParameterException", `Invalid ACR level in AcrConfiguration: ${unknown}`);
  const names = LEVELS.map((level) => nameOf({ AcrConfiguration }, level));
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw fault("InvalidParameterException", `AcrValue must be unique across all levels: ${repeated}`);
}
