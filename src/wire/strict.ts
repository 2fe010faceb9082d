// The checks of strict mode: does an answer keep to the model? Tests run in it, so that a wrong answer is loud.
import { type Fault, protocolErrorNames } from "../model/fault.js";
import type { OperationModel, ServiceModel } from "../model/service-model.js";
import type { Shape, StructureShape } from "../model/shape.js";
import { findViolations } from "./validate.js";

const protocolErrors: ReadonlySet<string> = new Set(protocolErrorNames);

/** What is wrong with an output, in one sentence each; nothing when it keeps to the model. */
export function outputProblems(operation: OperationModel, output: unknown): string[] {
  if (typeof output !== "object" || output === null) return [`it is ${String(output)}, not an object`];
  if (operation.output === undefined)
    return Object.keys(output).map((name) => `${name} is set, but ${operation.name} has no output`);
  const problems = structureProblems(operation.output, output, "");
  // Constraints can be looked at only where the types are right.
  if (problems.length > 0) return problems;
  return findViolations(operation.output, output).filter((violation) => !beyondLimits.test(violation));
}

/**
 * Limits of what callers send, which the service's own answers exceed: phone_number_verified has 21 characters, names
 * of custom attributes gain a prefix, and 50 custom attributes come on top of the standard ones.
 */
const beyondLimits =
  / at 'userPool\.schemaAttributes(\.\d+\.member\.name)?' failed to satisfy constraint: Member must have length less than/;

/** What is wrong with a fault that a handler threw. */
export function faultProblems(model: ServiceModel, operation: OperationModel, thrown: Fault): string[] {
  if (protocolErrors.has(thrown.name)) return [];
  if (!operation.errors.has(thrown.name))
    return [`${operation.name} is not modelled to raise ${thrown.name}`];
  const shape = model.shape(thrown.name) as StructureShape;
  return Object.keys(thrown.members)
    .filter((name) => !shape.memberNames.has(name))
    .map((name) => `${thrown.name} has no member ${name}`);
}

function structureProblems(shape: StructureShape, value: object, prefix: string): string[] {
  const values = value as Readonly<Record<string, unknown>>;
  const problems: string[] = [];
  for (const name of Object.keys(values))
    if (!shape.memberNames.has(name) && values[name] !== undefined)
      problems.push(`${prefix}${name} is no member of ${shape.name}`);
  for (const member of shape.members) {
    const inner = values[member.name];
    const path = prefix + member.name;
    if (inner !== undefined) problems.push(...valueProblems(member.shape, inner, path));
    else if (member.required) problems.push(`${path} is required but missing`);
  }
  return problems;
}

function valueProblems(shape: Shape, value: unknown, path: string): string[] {
  if (!hasKind(shape, value)) return [`${path} should be a ${shape.kind}, but is ${describe(value)}`];
  switch (shape.kind) {
    case "structure":
      return structureProblems(shape, value as object, `${path}.`);
    case "list":
      return (value as readonly unknown[]).flatMap((element, index) =>
        valueProblems(shape.member, element, `${path}[${index}]`),
      );
    case "map":
      return Object.entries(value as object).flatMap(([key, entry]) =>
        valueProblems(shape.value, entry, `${path}.${key}`),
      );
    default:
      return [];
  }
}

function hasKind(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case "string":
    case "boolean":
      return typeof value === shape.kind;
    case "integer":
    case "long":
      return Number.isInteger(value);
    case "timestamp":
      return Number.isFinite(value);
    case "blob":
      return value instanceof Uint8Array;
    case "list":
      return Array.isArray(value);
    case "map":
    case "structure":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "document":
      return value !== null;
  }
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
