// Checks a parsed input against the constraints of the model and words the violations as the service does.
import { fault } from "../model/fault.js";
import type { ListShape, MapShape, Shape, StructureShape } from "../model/shape.js";
import { quote } from "./quote.js";
import { brokenRules, isElement, statedRules } from "./rules.js";

/** Throws the service's one error for all violations of an input. */
export function validateInput(
  shape: StructureShape,
  input: object,
  errorName: "InvalidParameterException" | "ValidationException",
): void {
  const violations = findViolations(shape, input);
  if (violations.length === 0) return;
  const errors = violations.length === 1 ? "error" : "errors";
  throw fault(errorName, `${violations.length} validation ${errors} detected: ${violations.join("; ")}`);
}

/** Every violation in one sentence, in the order of the members. */
export function findViolations(shape: StructureShape, input: object): string[] {
  const violations: string[] = [];
  checkStructure(shape, input, "", violations);
  return violations;
}

function checkStructure(shape: StructureShape, input: object, prefix: string, violations: string[]): void {
  const values = input as Readonly<Record<string, unknown>>;
  for (const member of shape.members) {
    const value = values[member.name];
    if (value !== undefined) checkValue(member.shape, value, prefix + member.path, violations);
    else if (member.required)
      violations.push(
        `Value null at '${prefix}${member.path}' failed to satisfy constraint: Member must not be null`,
      );
  }
}

function checkValue(shape: Shape, value: unknown, path: string, violations: string[]): void {
  if (shape.kind === "structure") {
    checkStructure(shape, value as object, `${path}.`, violations);
    return;
  }
  for (const rule of brokenRules(shape, value)) violations.push(sentence(shape, value, path, rule));
  if (shape.kind === "list") checkElements(shape, value as readonly unknown[], path, violations);
  else if (shape.kind === "map")
    checkEntries(shape, value as Readonly<Record<string, unknown>>, path, violations);
}

/** Structures in a list are named one by one; simple elements are reported together, with all their rules. */
function checkElements(
  shape: ListShape,
  values: readonly unknown[],
  path: string,
  violations: string[],
): void {
  if (!isElement(shape.member)) {
    values.forEach((value, index) => {
      checkValue(shape.member, value, `${path}.${index + 1}.member`, violations);
    });
    return;
  }
  if (values.some((value) => brokenRules(shape.member, value).length > 0))
    violations.push(
      sentence(shape, values, path, `Member must satisfy constraint: ${statedRules(shape.member)}`),
    );
}

function checkEntries(
  shape: MapShape,
  entries: Readonly<Record<string, unknown>>,
  path: string,
  violations: string[],
): void {
  const keys = Object.keys(entries);
  if (keys.some((key) => brokenRules(shape.key, key).length > 0))
    violations.push(
      sentence(shape, entries, path, `Map keys must satisfy constraint: ${statedRules(shape.key)}`),
    );
  if (!isElement(shape.value)) {
    for (const key of keys) checkValue(shape.value, entries[key], `${path}.${key}.member`, violations);
    return;
  }
  if (keys.some((key) => brokenRules(shape.value, entries[key]).length > 0))
    violations.push(
      sentence(shape, entries, path, `Map value must satisfy constraint: ${statedRules(shape.value)}`),
    );
}

function sentence(shape: Shape, value: unknown, path: string, rule: string): string {
  return `Value${quote(shape, value)} at '${path}' failed to satisfy constraint: ${rule}`;
}
