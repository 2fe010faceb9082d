// The constraints of single values: which of them a value breaks, and how the service words them.
import type { Shape, StringShape } from "../model/shape.js";

const NONE: readonly string[] = [];

/** The rules that a value itself breaks; members, elements and entries are somebody else's. */
export function brokenRules(shape: Shape, value: unknown): readonly string[] {
  switch (shape.kind) {
    case "string":
      return brokenStringRules(shape, value as string);
    case "integer":
    case "long":
      return outside(shape, value as number, "value");
    case "list":
      return outside(shape, (value as readonly unknown[]).length, "length");
    case "map":
      return shape.min === undefined && shape.max === undefined
        ? NONE
        : outside(shape, Object.keys(value as object).length, "length");
    case "blob":
      return outside(shape, (value as Uint8Array).byteLength, "length");
    default:
      return NONE;
  }
}

function brokenStringRules(shape: StringShape, value: string): readonly string[] {
  if (shape.enum !== undefined) return shape.enum.has(value) ? NONE : [enumRule(shape.enum)];
  const length = lengthRules(shape, value);
  if (shape.pattern === undefined || hopeless(shape, value) || shape.pattern.matches(value)) return length;
  return [...length, patternRule(shape.pattern.source)];
}

/** Characters are code points. There are at most as many as UTF-16 units, so that counting them is rarely needed. */
function lengthRules(shape: StringShape, value: string): readonly string[] {
  const { min = 0, max = Number.POSITIVE_INFINITY } = shape;
  const units = value.length;
  if (units <= max && (units >= min * 2 || (units >= min && min <= 1))) return NONE;
  let characters = 0;
  for (const _ of value) characters++;
  return outside(shape, characters, "length");
}

/** Too long by far: the length is reported, and no pattern is made to work through it. */
function hopeless(shape: StringShape, value: string): boolean {
  return shape.max !== undefined && value.length > 2 * shape.max + 1000;
}

interface Bounds {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

function outside(bounds: Bounds, size: number, what: "length" | "value"): readonly string[] {
  if (bounds.min !== undefined && size < bounds.min) return [minRule(what, bounds.min)];
  if (bounds.max !== undefined && size > bounds.max) return [maxRule(what, bounds.max)];
  return NONE;
}

/** All rules of a shape in brackets, as the service lists them for the elements of a list or map. */
export function statedRules(shape: Shape): string {
  const rules: string[] = [];
  if (shape.kind === "string" && shape.enum !== undefined) rules.push(enumRule(shape.enum));
  else if ("max" in shape) {
    const what = shape.kind === "integer" || shape.kind === "long" ? "value" : "length";
    if (shape.max !== undefined) rules.push(maxRule(what, shape.max));
    if (shape.min !== undefined) rules.push(minRule(what, shape.min));
    if (shape.kind === "string" && shape.pattern !== undefined) rules.push(patternRule(shape.pattern.source));
  }
  return `[${rules.join(", ")}]`;
}

/** Whether a list or map reports values of this shape together rather than one by one. */
export function isElement(shape: Shape): boolean {
  return shape.kind !== "structure" && shape.kind !== "list" && shape.kind !== "map";
}

function minRule(what: string, min: number): string {
  return `Member must have ${what} greater than or equal to ${min}`;
}

function maxRule(what: string, max: number): string {
  return `Member must have ${what} less than or equal to ${max}`;
}

function patternRule(source: string): string {
  return `Member must satisfy regular expression pattern: ${source}`;
}

function enumRule(values: ReadonlySet<string>): string {
  return `Member must satisfy enum value set: [${[...values].join(", ")}]`;
}
