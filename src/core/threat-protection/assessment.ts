// How risky a sign-in is, from what is known of the user and nothing else: the same history gives the same level.
import type { RiskLevelType } from "../../model/cognito-idp.gen.js";
import type { AuthHistory } from "../../storage/auth-events.js";
import type { ClientContext } from "./client-context.js";

/** Sign-ins fail by typing errors; so many in so short a time are guesses. */
export const MANY_FAILURES = 5;
export const FAILURE_WINDOW_MS = 15 * 60 * 1000;

/** Faster than airliners; addresses in the same city differ by less than the distance. */
const FASTEST_KM_PER_HOUR = 1000;
const NEAR_KM = 100;

export type Signal = "newDevice" | "newAddress" | "newCountry" | "impossibleTravel" | "manyFailures";

const weights: Readonly<Record<Signal, number>> = {
  newDevice: 1,
  newAddress: 1,
  newCountry: 1,
  manyFailures: 2,
  impossibleTravel: 3,
};

/** What is unusual about a sign-in. Nothing is new about a user who never signed in. */
export function signalsOf(context: ClientContext, history: AuthHistory, now: number): readonly Signal[] {
  const signals: Signal[] = [];
  if (history.exists) {
    if (context.device !== undefined && !history.knowsDevice) signals.push("newDevice");
    if (context.ip !== undefined && !history.knowsIp) signals.push("newAddress");
    if (context.country !== undefined && history.knowsAnyCountry && !history.knowsCountry)
      signals.push("newCountry");
    if (isImpossible(context, history, now)) signals.push("impossibleTravel");
  }
  if (history.failures >= MANY_FAILURES) signals.push("manyFailures");
  return signals;
}

/** Undefined without any risk. */
export function levelOf(signals: readonly Signal[]): RiskLevelType | undefined {
  const sum = signals.reduce((total, signal) => total + weights[signal], 0);
  if (sum === 0) return undefined;
  return sum === 1 ? "Low" : sum === 2 ? "Medium" : "High";
}

function isImpossible({ latitude, longitude }: ClientContext, { last }: AuthHistory, now: number): boolean {
  if (!last || latitude === undefined || longitude === undefined) return false;
  const km = distanceKm(last, { latitude, longitude });
  const hours = Math.max(0, now - last.at) / 3_600_000;
  return km > NEAR_KM && km > hours * FASTEST_KM_PER_HOUR;
}

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Along the great circle (haversine formula). */
function distanceKm(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (x: number, y: number) => Math.sin(radians(y - x) / 2) ** 2;
  const part =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(part)));
}
