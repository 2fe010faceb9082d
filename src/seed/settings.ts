// Compares what a fixture asks for with what is there, and merges the two. What a fixture does not mention is left as
// it is, at every depth.
import type { Settings } from "./shape.js";

/** Lists in which the order means something; all others are sets to the service, which answers them in any order. */
const orderedLists = new Set(["Rules"]);

/** Whether `actual` already is as `wanted` says. */
export function covers(actual: unknown, wanted: unknown, name = ""): boolean {
  if (isEmpty(wanted)) return isEmpty(actual);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length) return false;
    if (orderedLists.has(name)) return wanted.every((item, index) => covers(actual[index], item));
    const rest = [...actual];
    return wanted.every((item) => {
      const found = rest.findIndex((candidate) => covers(candidate, item));
      if (found >= 0) rest.splice(found, 1);
      return found >= 0;
    });
  }
  if (isSettings(wanted))
    return (
      isSettings(actual) && Object.entries(wanted).every(([key, value]) => covers(actual[key], value, key))
    );
  return actual === wanted;
}

/** `actual` with everything that `wanted` mentions; lists are replaced as a whole. */
export function merge(actual: Settings, wanted: Settings): Settings {
  const merged: Record<string, unknown> = { ...actual };
  for (const [key, value] of Object.entries(wanted)) {
    const present = merged[key];
    merged[key] = isSettings(value) && isSettings(present) ? merge(present, value) : value;
  }
  return merged;
}

/** The members of `settings` with these names. */
export function pick(settings: Settings, names: Iterable<string>): Settings {
  const kept: Record<string, unknown> = {};
  for (const name of names) if (settings[name] !== undefined) kept[name] = settings[name];
  return kept;
}

/** The members of `settings` without these names, and without what is undefined. */
export function omit(settings: Settings, names: readonly string[]): Settings {
  const kept = Object.entries(settings).filter(
    ([name, value]) => value !== undefined && !names.includes(name),
  );
  return Object.fromEntries(kept);
}

/** The service leaves out what is empty or off. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isSettings(value) && Object.keys(value).length === 0;
}

function isSettings(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
