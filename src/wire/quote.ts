// Shows a value inside a validation message, the way the service's language prints it; hides the sensitive ones.
import type { Shape } from "../model/shape.js";

/** ` 'value'`, or nothing when the value or any part of it is sensitive. */
export function quote(shape: Shape, value: unknown): string {
  return isSensitive(shape) ? "" : ` '${print(shape, value)}'`;
}

function isSensitive(shape: Shape): boolean {
  switch (shape.kind) {
    case "string":
    case "blob":
      return shape.sensitive;
    case "list":
      return shape.sensitive || isSensitive(shape.member);
    case "map":
      return shape.sensitive || isSensitive(shape.key) || isSensitive(shape.value);
    case "structure":
      return shape.members.some((member) => isSensitive(member.shape));
    default:
      return false;
  }
}

/** Lists and maps as Java prints them; structures likewise (assumed). */
function print(shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case "list":
      return `[${(value as readonly unknown[]).map((element) => print(shape.member, element)).join(", ")}]`;
    case "map":
      return `{${Object.entries(value as object)
        .map(([key, entry]) => `${key}=${print(shape.value, entry)}`)
        .join(", ")}}`;
    case "structure": {
      const values = value as Readonly<Record<string, unknown>>;
      const shown = shape.members
        .filter((member) => values[member.name] !== undefined)
        .map((member) => `${member.path}=${print(member.shape, values[member.name])}`);
      return `${shape.name}(${shown.join(", ")})`;
    }
    case "blob": {
      const size = (value as Uint8Array).byteLength;
      return `java.nio.HeapByteBuffer[pos=0 lim=${size} cap=${size}]`;
    }
    case "document":
      return JSON.stringify(value);
    default:
      return String(value);
  }
}
