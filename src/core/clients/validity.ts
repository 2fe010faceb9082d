// How long a client's tokens live: validities in their units, with the service's defaults.
import type { TimeUnitsType, TokenValidityUnitsType } from "../../model/cognito-idp.gen.js";
import type { Client } from "../../storage/records.js";

export type TokenKind = keyof TokenValidityUnitsType;

const secondsOf: Record<TimeUnitsType, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

const HOUR = secondsOf.hours;
const DAY = secondsOf.days;

/** The unit of a number without one (SDK, TokenValidityUnitsType). */
const defaultUnit: Record<TokenKind, TimeUnitsType> = {
  AccessToken: "hours",
  IdToken: "hours",
  RefreshToken: "days",
};

const defaultSeconds: Record<TokenKind, number> = {
  AccessToken: HOUR,
  IdToken: HOUR,
  RefreshToken: 30 * DAY,
};

type ValiditySettings = Pick<
  Client["settings"],
  "AccessTokenValidity" | "IdTokenValidity" | "RefreshTokenValidity" | "TokenValidityUnits"
>;

/** Absent and 0 both mean the default (SDK, RefreshTokenValidity). */
export function validitySeconds(settings: ValiditySettings, kind: TokenKind): number {
  const value = settings[`${kind}Validity`];
  if (!value) return defaultSeconds[kind];
  return value * secondsOf[settings.TokenValidityUnits?.[kind] ?? defaultUnit[kind]];
}

export const accessTokenSeconds = (client: Client): number => validitySeconds(client.settings, "AccessToken");

export const idTokenSeconds = (client: Client): number => validitySeconds(client.settings, "IdToken");

export const refreshTokenSeconds = (client: Client): number =>
  validitySeconds(client.settings, "RefreshToken");
