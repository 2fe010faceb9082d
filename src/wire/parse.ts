// Turns a request body into the input that a handler reads: known members only, times and blobs converted.
import { type Fault, fault } from "../model/fault.js";
import type { IntegerShape, Shape, StructureShape } from "../model/shape.js";

type Json = Readonly<Record<string, unknown>>;

/** Deeper documents are refused: serializing them again would exhaust the stack. */
const MAX_DOCUMENT_DEPTH = 100;

/** The JSON value of a body. The service gives no message for a body that it cannot read. */
export function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8"));
  } catch {
    throw fault("SerializationException");
  }
}

/**
 * The members of `shape` in `json`. A null member counts as absent, an unknown one is ignored. A value of the
 * wrong JSON type is refused at once; constraints are checked later, on the result.
 */
export function parseInput(shape: StructureShape, json: unknown): object {
  if (typeof json !== "object" || json === null) throw fault("SerializationException");
  if (Array.isArray(json)) throw unexpected(json);
  return parseStructure(shape, json as Json);
}

function parseStructure(shape: StructureShape, json: Json): object {
  const result: Record<string, unknown> = {};
  for (const member of shape.members) {
    const value = json[member.name];
    if (value !== undefined && value !== null) result[member.name] = parseValue(member.shape, value);
    else if (member.zeroWhenMissing) result[member.name] = 0;
  }
  return result;
}

function parseValue(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case "string":
      if (typeof value === "string") return value;
      throw mismatch(value, "a String");
    case "integer":
    case "long":
      if (typeof value === "number") return parseInteger(shape, value);
      throw mismatch(value, shape.kind === "long" ? "a Long" : "an Integer");
    case "boolean":
      return typeof value === "boolean" ? value : parseBoolean(value);
    case "structure":
      if (typeof value === "object" && !Array.isArray(value)) return parseStructure(shape, value as Json);
      throw Array.isArray(value) ? unexpected(value) : fault("SerializationException", "Expected null");
    case "list":
      if (Array.isArray(value)) return parseList(shape.member, value);
      throw typeof value === "object"
        ? unexpected(value)
        : fault("SerializationException", "Expected list or null");
    case "map":
      if (typeof value === "object" && !Array.isArray(value)) return parseMap(shape.value, value as Json);
      throw Array.isArray(value)
        ? unexpected(value)
        : fault("SerializationException", "Expected map or null");
    case "timestamp":
      if (typeof value === "number") return Math.round(value * 1000);
      throw mismatch(value, "milliseconds since epoch");
    case "blob":
      return parseBlob(value);
    case "document":
      checkDepth(value, MAX_DOCUMENT_DEPTH);
      return value;
  }
}

function parseList(member: Shape, values: readonly unknown[]): unknown[] {
  const result: unknown[] = [];
  // The service drops null elements rather than refusing them.
  for (const value of values) if (value !== null) result.push(parseValue(member, value));
  return result;
}

/** The result has no prototype: keys are the caller's, and `__proto__` or `constructor` must be keys like others. */
function parseMap(shape: Shape, json: Json): object {
  const result: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(json)) {
    const value = json[key];
    if (value !== null) result[key] = parseValue(shape, value);
  }
  return result;
}

/** A fraction is cut off; what does not fit 32 bits becomes the nearest value that does, for the range check. */
function parseInteger(shape: IntegerShape, value: number): number {
  const whole = Math.trunc(value);
  return shape.kind === "long" ? whole : Math.max(-0x80000000, Math.min(0x7fffffff, whole));
}

const spokenBooleans: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

/** Templates and shell scripts write booleans as text, and the service takes them (assumed: these two only). */
function parseBoolean(value: unknown): boolean {
  const spoken = typeof value === "string" ? spokenBooleans.get(value.toLowerCase()) : undefined;
  if (spoken === undefined) throw mismatch(value, "a Boolean");
  return spoken;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function parseBlob(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== "string" || value.length % 4 !== 0 || !BASE64.test(value))
    throw mismatch(value, "a Blob");
  return new Uint8Array(Buffer.from(value, "base64"));
}

function checkDepth(value: unknown, left: number): void {
  if (typeof value !== "object" || value === null) return;
  if (left === 0) throw fault("SerializationException");
  for (const inner of Object.values(value)) checkDepth(inner, left - 1);
}

function mismatch(value: unknown, wanted: string): Fault {
  if (typeof value === "object") return unexpected(value);
  const found = typeof value === "boolean" ? String(value).toUpperCase() : (typeof value).toUpperCase();
  return fault("SerializationException", `${found}_VALUE can not be converted to ${wanted}`);
}

/** The full stop after one of the two is the service's. */
function unexpected(value: unknown): Fault {
  return fault(
    "SerializationException",
    Array.isArray(value)
      ? "Start of list found where not expected"
      : "Start of structure or map found where not expected.",
  );
}
