// Turns what a handler returned into the body of the answer: times to epoch seconds, blobs to base64.
import type { Shape, StructureShape } from "../model/shape.js";

/** The body of a successful answer. An operation without an output shape answers nothing at all, not even `{}`. */
export function serializeOutput(shape: StructureShape | undefined, output: object): string {
  return shape === undefined ? "" : JSON.stringify(toStructure(shape, output));
}

function toStructure(shape: StructureShape, value: object): object {
  const values = value as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = {};
  for (const member of shape.members) {
    const inner = values[member.name];
    if (inner !== undefined && inner !== null) result[member.name] = toJson(member.shape, inner);
  }
  return result;
}

function toJson(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case "structure":
      return toStructure(shape, value as object);
    case "list":
      return (value as readonly unknown[]).map((element) => toJson(shape.member, element));
    case "map":
      return toMap(shape.value, value as Readonly<Record<string, unknown>>);
    case "timestamp":
      return Math.round(value as number) / 1000;
    case "blob":
      return Buffer.from(value as Uint8Array).toString("base64");
    default:
      return value;
  }
}

function toMap(shape: Shape, entries: Readonly<Record<string, unknown>>): object {
  const result: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(entries)) {
    const value = entries[key];
    if (value !== undefined && value !== null) result[key] = toJson(shape, value);
  }
  return result;
}
