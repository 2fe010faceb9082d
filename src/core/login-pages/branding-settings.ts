// The settings document of managed login: what it may say, and how two of them become one.
import { fault } from "../../model/fault.js";
import { DEFAULT_SETTINGS } from "./branding-defaults.js";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const COLOR = /^[0-9a-f]{6}(?:[0-9a-f]{2})?$/i;
const isColor = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f]{8}$/i.test(value);

/** That such a document is refused is known, with which texts is not. */
const invalid = (message: string) => fault("InvalidParameterException", message);

/**
 * Colours are colours, numbers numbers and switches switches, everywhere where the defaults have one. Names that the
 * defaults don't know are kept for what the service may yet learn, but for the uppermost.
 * @throws InvalidParameterException
 */
export function requireSettings(settings: unknown): asserts settings is JsonObject {
  if (!isObject(settings)) throw invalid("Settings must be a JSON object.");
  for (const name of Object.keys(settings))
    if (!Object.hasOwn(DEFAULT_SETTINGS, name)) throw invalid(`Settings contain an unknown element: ${name}`);
  requireLike(DEFAULT_SETTINGS, settings, "");
}

function requireLike(model: Json, value: Json, path: string): void {
  if (isObject(model)) {
    if (!isObject(value)) throw invalid(`Settings have an invalid value at ${path.slice(1)}`);
    for (const [name, part] of Object.entries(value)) {
      const known = Object.hasOwn(model, name) ? model[name] : undefined;
      if (known !== undefined) requireLike(known, part, `${path}.${name}`);
    }
    return;
  }
  const fits =
    Array.isArray(model) === Array.isArray(value) &&
    typeof model === typeof value &&
    (!isColor(model) || COLOR.test(String(value)));
  if (!fits) throw invalid(`Settings have an invalid value at ${path.slice(1)}`);
}

/** Objects are merged, everything else is replaced. */
export function mergeSettings(below: Json | undefined, above: Json): Json {
  if (!isObject(below) || !isObject(above)) return above;
  const merged: Record<string, Json> = Object.assign(Object.create(null), below);
  for (const [name, value] of Object.entries(above)) merged[name] = mergeSettings(merged[name], value);
  return { ...merged };
}

/** With the service's value wherever the document has none. */
export const withDefaults = (settings: unknown): JsonObject =>
  (settings === undefined
    ? DEFAULT_SETTINGS
    : mergeSettings(DEFAULT_SETTINGS, settings as Json)) as JsonObject;
