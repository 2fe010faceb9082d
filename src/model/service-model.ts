// The two services as frozen objects: operations with their linked shapes, found by name.
import { table as identityTable } from "./cognito-identity.table.gen.js";
import { table as idpTable } from "./cognito-idp.table.gen.js";
import { type Member, Pattern, type Shape, type StringShape, type StructureShape } from "./shape.js";
import type { ModelTable, ServiceId, TableShape, TableStringShape, TableStructureShape } from "./table.js";

export type { ServiceId } from "./table.js";

export const serviceIds = ["cognito-idp", "cognito-identity"] as const satisfies readonly ServiceId[];

export interface OperationModel {
  readonly service: ServiceId;
  readonly name: string;
  readonly input: StructureShape;
  /** Absent when the operation answers with an empty body rather than with `{}`. */
  readonly output: StructureShape | undefined;
  /** Names of the errors that the operation may raise. */
  readonly errors: ReadonlySet<string>;
  /** Whether callers sign the request; the others carry their own proof, or none. */
  readonly auth: "sigv4" | "none";
}

export interface ServiceModel {
  readonly id: ServiceId;
  readonly targetPrefix: string;
  readonly signingName: string;
  /** The error that answers a request which breaks a constraint. */
  readonly invalidInput: "InvalidParameterException" | "ValidationException";
  readonly operationNames: readonly string[];
  /** Linked when first asked for, then kept. */
  operation(name: string): OperationModel | undefined;
  /** Throws for a name that the model does not have. */
  shape(name: string): Shape;
}

const texts: Readonly<Record<ServiceId, string>> = {
  "cognito-idp": idpTable,
  "cognito-identity": identityTable,
};
const loaded = new Map<ServiceId, ServiceModel>();

export function serviceModel(id: ServiceId): ServiceModel {
  let model = loaded.get(id);
  if (model === undefined) {
    model = load(JSON.parse(texts[id]) as ModelTable);
    loaded.set(id, model);
  }
  return model;
}

function load(table: ModelTable): ServiceModel {
  const operations = new Map<string, OperationModel>();
  const shapes = new Map<string, Shape>();

  // The model has no recursive shapes, so that plain recursion ends and frozen objects can be made bottom up.
  const shape = (name: string): Shape => {
    const known = shapes.get(name);
    if (known !== undefined) return known;
    const stated = own(table.shapes, name);
    if (stated === undefined) throw new Error(`${table.service} has no shape ${name}`);
    const linked = Object.freeze(link(name, stated, shape));
    shapes.set(name, linked);
    return linked;
  };

  const operation = (name: string): OperationModel | undefined => {
    const known = operations.get(name);
    if (known !== undefined) return known;
    const stated = own(table.operations, name);
    if (stated === undefined) return undefined;
    const linked: OperationModel = Object.freeze({
      service: table.service,
      name,
      input: shape(stated.input) as StructureShape,
      output: stated.output === null ? undefined : (shape(stated.output) as StructureShape),
      errors: new Set(stated.errors.split(" ")),
      auth: stated.auth,
    });
    operations.set(name, linked);
    return linked;
  };

  return Object.freeze({
    id: table.service,
    targetPrefix: table.targetPrefix,
    signingName: table.signingName,
    invalidInput: table.invalidInput,
    operationNames: Object.freeze(Object.keys(table.operations)),
    operation,
    shape,
  });
}

function link(name: string, stated: TableShape, shape: (name: string) => Shape): Shape {
  switch (stated.type) {
    case "string":
      return linkString(name, stated);
    case "integer":
    case "long":
      return {
        kind: stated.type,
        name,
        min: stated.min,
        max: stated.max,
        primitive: stated.primitive ?? false,
      };
    case "blob":
      return { kind: "blob", name, min: stated.min, max: stated.max, sensitive: stated.sensitive ?? false };
    case "list": {
      const { min, max, sensitive = false } = stated;
      return { kind: "list", name, min, max, sensitive, member: shape(stated.member) };
    }
    case "map": {
      const { min, max, sensitive = false } = stated;
      const key = shape(stated.key) as StringShape;
      return { kind: "map", name, min, max, sensitive, key, value: shape(stated.value) };
    }
    case "structure":
      return linkStructure(name, stated, shape);
    default:
      return { kind: stated.type, name };
  }
}

function linkString(name: string, stated: TableStringShape): StringShape {
  const { min, max, pattern, regexp, sensitive = false } = stated;
  return {
    kind: "string",
    name,
    min,
    max,
    pattern: pattern === undefined ? undefined : new Pattern(pattern, regexp ?? pattern),
    enum: stated.enum === undefined ? undefined : new Set(stated.enum),
    sensitive,
  };
}

function linkStructure(
  name: string,
  stated: TableStructureShape,
  shape: (name: string) => Shape,
): StructureShape {
  const required = new Set(stated.required?.split(" "));
  const members = Object.entries(stated.members).map(([member, type]): Member => {
    const target = shape(type);
    const isInteger = target.kind === "integer" || target.kind === "long";
    return Object.freeze({
      name: member,
      path: member.charAt(0).toLowerCase() + member.slice(1),
      shape: target,
      required: required.has(member),
      zeroWhenMissing: isInteger && (required.has(member) || target.primitive),
    });
  });
  return {
    kind: "structure",
    name,
    members: Object.freeze(members),
    memberNames: new Set(members.map((member) => member.name)),
    error: stated.error ?? false,
  };
}

/** A request may ask for an operation called `constructor`. */
function own<T>(entries: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}
