// Reads a parsed fixture by its description: the values, or every problem with the place where it is.
import type { Place, Problem } from "./problem.js";
import { type Member, type ObjectShape, type Origin, origin, type Shape, type TextShape } from "./shape.js";
import type { SourceMap, SourceNode } from "./source.js";

/** Reads `node` as `shape`. What it answers is meaningful only when no problem was added. */
export function read<T>(shape: Shape<T>, node: SourceNode, problems: Problem[]): T {
  return readValue(shape, node, "", problems) as T;
}

function readValue(shape: Shape, node: SourceNode, path: string, problems: Problem[]): unknown {
  const refuse = (message: string, place: Place = node.place) => {
    problems.push({ ...place, path, message });
    return undefined;
  };
  const refuseKind = (expected: string) => {
    const secret = shape.kind === "text" && shape.secret;
    return refuse(`expected ${expected}, got ${secret ? kindOf(node) : show(node)}`);
  };
  const value = node.kind === "scalar" ? node.value : undefined;

  switch (shape.kind) {
    case "text": {
      if (node.kind !== "scalar" || node.value === null) return refuseKind(shape.expected);
      if (typeof value !== "string" && !shape.lenient) return refuseKind(`${shape.expected} (in quotes)`);
      return textFits(shape, node.text) ? node.text : refuseKind(expectedText(shape, node.text));
    }
    case "whole number": {
      const fits = Number.isInteger(value) && within(Number(value), shape);
      return fits ? value : refuseKind(["a whole number", bounds(shape)].filter(Boolean).join(", "));
    }
    case "flag":
      return typeof value === "boolean" ? value : refuseKind("true or false");
    case "choice":
      if (shape.values.includes(value as string)) return value;
      return refuseKind(
        shape.values.length === 1 ? `${shape.values[0]}` : `one of ${shape.values.join(", ")}`,
      );
    case "list": {
      if (node.kind !== "list") return refuseKind("a list");
      if (!within(node.items.length, shape)) return refuse(`expected a list of ${bounds(shape)} entries`);
      return node.items.map((item, index) => readValue(shape.of, item, `${path}[${index}]`, problems));
    }
    case "map": {
      if (node.kind !== "map") return refuseKind("names with values");
      if (!within(node.entries.size, shape)) return refuse(`expected ${bounds(shape)} entries`);
      const entries = [...node.entries].map(([name, entry]) => {
        if (!textFits(shape.key, name))
          refuse(
            `expected ${expectedText(shape.key, name)} as a name, got ${JSON.stringify(name)}`,
            entry.keyPlace,
          );
        return [name, readValue(shape.of, entry.node, join(path, name), problems)] as const;
      });
      return Object.fromEntries(entries);
    }
    case "object":
      return node.kind === "map"
        ? readObject(shape, node, path, problems)
        : refuseKind("members with values");
    case "either": {
      const form = shape.of.find((candidate) => takes(candidate, node));
      return form
        ? readValue(form, node, path, problems)
        : refuseKind(shape.of.map(kindOfShape).join(" or "));
    }
  }
}

function readObject(shape: ObjectShape, node: SourceMap, path: string, problems: Problem[]): object {
  const { members, wire } = shape;
  const known = [...Object.keys(members), ...Object.keys(wire ?? {})];
  for (const [name, { keyPlace }] of node.entries)
    if (!known.includes(name))
      problems.push({ ...keyPlace, path, message: `there is no member "${name}"${suggestion(name, known)}` });

  const readMembers = (described: Readonly<Record<string, Member>>) => {
    const read: Record<string, unknown> = {};
    for (const [name, { shape: memberShape, required }] of Object.entries(described)) {
      const entry = node.entries.get(name);
      if (entry) read[name] = readValue(memberShape, entry.node, join(path, name), problems);
      else if (required) problems.push({ ...node.place, path, message: `the member "${name}" is missing` });
    }
    return read;
  };

  const value = wire ? { ...readMembers(members), settings: readMembers(wire) } : readMembers(members);
  Object.defineProperty(value, origin, { value: originOf(node, path), enumerable: false });
  return value;
}

function originOf(node: SourceMap, path: string): Origin {
  return {
    path,
    place: node.place,
    of(...steps) {
      let at: SourceNode = node;
      let place = node.place;
      for (const step of steps) {
        const entry: { keyPlace: Place; node: SourceNode } | undefined =
          at.kind === "map" ? at.entries.get(String(step)) : undefined;
        const next: SourceNode | undefined = at.kind === "list" ? at.items[Number(step)] : entry?.node;
        if (next === undefined) break;
        at = next;
        place = entry?.keyPlace ?? next.place;
      }
      return { path: steps.reduce<string>((whole, step) => join(whole, step), path), place };
    },
  };
}

function join(path: string, step: string | number): string {
  if (typeof step === "number") return `${path}[${step}]`;
  if (!/^[\w$-]+$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
  return path === "" ? step : `${path}.${step}`;
}

function textFits(shape: TextShape, said: string): boolean {
  return within(said.length, shape) && (shape.pattern === undefined || shape.pattern.matches(said));
}

/** What a text should have been, with as much detail as explains why this one is not. */
function expectedText({ expected, pattern, ...size }: TextShape, said: string): string {
  if (!within(said.length, size)) return `${expected} of ${bounds(size)} characters`;
  return pattern && expected === "text" ? `text that matches ${pattern.source}` : expected;
}

function within(size: number, { min = 0, max = Number.POSITIVE_INFINITY }: Bounds): boolean {
  return size >= min && size <= max;
}

interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

function bounds({ min, max }: Bounds): string {
  if (min !== undefined && max !== undefined) return min === max ? `${min}` : `${min} to ${max}`;
  if (min !== undefined) return `at least ${min}`;
  return max === undefined ? "" : `at most ${max}`;
}

function takes(shape: Shape, node: SourceNode): boolean {
  switch (shape.kind) {
    case "object":
    case "map":
      return node.kind === "map";
    case "list":
      return node.kind === "list";
    case "flag":
      return node.kind === "scalar" && typeof node.value === "boolean";
    default:
      return node.kind === "scalar" && node.value !== null && typeof node.value !== "boolean";
  }
}

function kindOfShape(shape: Shape): string {
  switch (shape.kind) {
    case "text":
      return shape.expected;
    case "flag":
      return "true or false";
    case "list":
      return "a list";
    case "object":
      return "members with values";
    case "map":
      return "names with values";
    default:
      return `a ${shape.kind}`;
  }
}

function kindOf(node: SourceNode): string {
  if (node.kind !== "scalar") return node.kind === "map" ? "members with values" : "a list";
  return node.value === null
    ? "nothing"
    : typeof node.value === "string"
      ? "other text"
      : `a ${typeof node.value}`;
}

function show(node: SourceNode): string {
  if (node.kind !== "scalar" || node.value === null) return kindOf(node);
  const shown = typeof node.value === "string" ? JSON.stringify(node.value) : node.text;
  return shown.length > 80 ? `${shown.slice(0, 77)}...` : shown;
}

/** ` (did you mean "clients"?)` when a known name is close enough, else the list of them when it is short. */
export function suggestion(name: string, known: readonly string[]): string {
  const distances = known.map((candidate) => ({
    candidate,
    distance: distance(name.toLowerCase(), candidate.toLowerCase()),
  }));
  const closest = distances.sort((a, b) => a.distance - b.distance)[0];
  if (closest && closest.distance <= Math.ceil(name.length / 3))
    return `; did you mean "${closest.candidate}"?`;
  return known.length > 0 && known.length <= 12 ? `; there are ${known.join(", ")}` : "";
}

/** How many letters must be inserted, removed or replaced to turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}
