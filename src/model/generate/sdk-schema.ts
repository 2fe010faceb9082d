// Reads the schemas that an official SDK client package exports: plain arrays that describe operations and shapes.

/** What the SDK knows about the type of a member. Unnamed where it inlines a simple shape. */
export interface SdkType {
  readonly kind:
    | "string"
    | "number"
    | "boolean"
    | "timestamp"
    | "document"
    | "blob"
    | "list"
    | "map"
    | "structure";
  readonly name: string | undefined;
  readonly sensitive: boolean;
  readonly element: SdkType | undefined;
}

export interface SdkStructure {
  readonly name: string;
  readonly error: boolean;
  readonly required: readonly string[];
  readonly members: ReadonlyMap<string, SdkType>;
}

export interface SdkOperation {
  readonly input: string;
  readonly output: string | null;
}

export interface SdkModel {
  readonly operations: ReadonlyMap<string, SdkOperation>;
  readonly structures: ReadonlyMap<string, SdkStructure>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

const SENSITIVE = 8;
const LIST = 64;
const MAP = 128;
const simpleKinds: Readonly<Record<number, SdkType["kind"]>> = {
  0: "string",
  1: "number",
  2: "boolean",
  4: "timestamp",
  15: "document",
  21: "blob",
};

/** Collects operations, structures, errors and enums from everything that the package exports. */
export function readSdk(exported: Readonly<Record<string, unknown>>): SdkModel {
  const operations = new Map<string, SdkOperation>();
  const structures = new Map<string, SdkStructure>();
  const enums = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(exported)) {
    if (!Array.isArray(value)) {
      if (isEnum(value)) enums.set(name, Object.values(value));
      continue;
    }
    const schema: readonly unknown[] = value;
    if (schema[0] === 9) operations.set(text(schema[2]), readOperation(schema));
    else if (schema[0] === 3 || schema[0] === -3) {
      // The package's own base class of all errors is no error of the service.
      if (text(schema[1]).startsWith("smithy.ts.sdk.synthetic")) continue;
      const structure = readStructure(schema);
      structures.set(structure.name, structure);
    }
  }
  return { operations, structures, enums };
}

function readOperation(schema: readonly unknown[]): SdkOperation {
  const output = follow(schema[5]);
  return {
    input: text((follow(schema[4]) as readonly unknown[])[2]),
    output: Array.isArray(output) ? text(output[2]) : null,
  };
}

function readStructure(schema: readonly unknown[]): SdkStructure {
  const names = schema[4] as readonly string[];
  const types = schema[5] as readonly unknown[];
  return {
    name: text(schema[2]),
    error: schema[0] === -3,
    required: names.slice(0, (schema[6] as number | undefined) ?? 0),
    members: new Map(names.map((name, index) => [name, readType(types[index])])),
  };
}

/** A type is a number, a function that returns a schema, a schema, or a pair of one of these and its traits. */
function readType(reference: unknown): SdkType {
  const target = follow(reference);
  if (typeof target === "number") return readNumber(target);
  if (!Array.isArray(target)) throw new Error(`The SDK has a type of an unknown form: ${String(target)}`);
  const schema: readonly unknown[] = target;
  if (typeof schema[0] === "function" || Array.isArray(schema[0])) {
    const type = readType(schema[0]);
    return { ...type, sensitive: type.sensitive || hasSensitive(schema[1]) };
  }
  const base = { name: text(schema[2]), sensitive: hasSensitive(schema[3]) };
  switch (schema[0]) {
    case 0:
      return { ...base, ...pick(readType(schema[4])) };
    case 1:
      return { ...base, kind: "list", element: readType(schema[4]) };
    case 2:
      return { ...base, kind: "map", element: readType(schema[5]) };
    case 3:
      return { ...base, kind: "structure", element: undefined };
    default:
      throw new Error(`The SDK has a schema of an unknown kind: ${String(schema[0])} (${base.name})`);
  }
}

function readNumber(code: number): SdkType {
  const modifier = code & (LIST | MAP);
  const kind = simpleKinds[code & 63];
  if (kind === undefined) throw new Error(`The SDK has a type of an unknown code: ${code}`);
  const simple: SdkType = { kind, name: undefined, sensitive: false, element: undefined };
  if (modifier === 0) return simple;
  return { kind: modifier === LIST ? "list" : "map", name: undefined, sensitive: false, element: simple };
}

function pick(type: SdkType): Pick<SdkType, "kind" | "element"> {
  return { kind: type.kind, element: type.element };
}

function hasSensitive(traits: unknown): boolean {
  return typeof traits === "number" && (traits & SENSITIVE) !== 0;
}

function follow(reference: unknown): unknown {
  return typeof reference === "function" ? (reference as () => unknown)() : reference;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Error(`The SDK has ${String(value)} where a name should be`);
  return value;
}

function isEnum(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return false;
  const values = Object.values(value);
  return values.length > 0 && values.every((entry) => typeof entry === "string");
}
