// Compares the SDK's schemas with the constraints: what only one of them knows must not pass unnoticed.
import type { Constraints } from "./constraints.js";
import type { SdkModel, SdkStructure, SdkType } from "./sdk-schema.js";

const kinds: Readonly<Record<string, SdkType["kind"]>> = {
  enum: "string",
  integer: "number",
  long: "number",
};

/** Every difference in one sentence; none when SDK and constraints describe the same service. */
export function disagreements(sdk: SdkModel, constraints: Constraints): string[] {
  const found: string[] = [];
  const compare = (what: string, inSdk: Iterable<string>, inConstraints: Iterable<string>): void => {
    const left = new Set(inSdk);
    const right = new Set(inConstraints);
    for (const name of left) if (!right.has(name)) found.push(`${what} ${name} is in the SDK only`);
    for (const name of right) if (!left.has(name)) found.push(`${what} ${name} is in the constraints only`);
  };

  compare("operation", sdk.operations.keys(), Object.keys(constraints.operations));
  compare("structure", sdk.structures.keys(), Object.keys(constraints.members));
  compare(
    "enum",
    sdk.enums.keys(),
    Object.keys(constraints.shapes).filter((name) => constraints.shapes[name]?.type === "enum"),
  );
  for (const [name, operation] of Object.entries(constraints.operations))
    for (const error of operation.errors.split(" "))
      if (sdk.structures.get(error)?.error !== true)
        found.push(`operation ${name} names ${error}, which the SDK does not know as an error`);

  for (const structure of sdk.structures.values()) {
    const shapes = constraints.members[structure.name] ?? {};
    compare(`member of ${structure.name}`, structure.members.keys(), Object.keys(shapes));
    for (const [member, shape] of Object.entries(shapes))
      found.push(...memberDifferences(structure, member, shape, constraints));
  }
  return found;
}

function memberDifferences(
  structure: SdkStructure,
  member: string,
  shape: string,
  constraints: Constraints,
): string[] {
  const type = structure.members.get(member);
  if (type === undefined) return [];
  return typeDifferences(type, shape, constraints).map(
    (difference) => `${structure.name}.${member}: ${difference}`,
  );
}

function typeDifferences(type: SdkType, name: string, constraints: Constraints): string[] {
  if (type.kind === "structure")
    return type.name === name ? [] : [`the SDK says ${type.name}, the constraints say ${name}`];
  const shape = constraints.shapes[name];
  if (shape === undefined) return [`the constraints name ${name} but do not describe it`];
  const found: string[] = [];
  if ((kinds[shape.type] ?? shape.type) !== type.kind)
    found.push(`the SDK says ${type.kind}, the constraints say ${name}, ${shape.type}`);
  // The SDK inlines most simple shapes; it names those that carry a trait.
  if (type.name !== undefined && type.name !== name)
    found.push(`the SDK says ${type.name}, the constraints say ${name}`);
  const inner = shape.member ?? shape.value;
  if (type.element !== undefined && inner !== undefined)
    found.push(...typeDifferences(type.element, inner, constraints));
  // A list takes over the flag of its elements in the SDK, so only simple shapes are compared.
  if (type.element === undefined && type.sensitive !== (shape.sensitive ?? false))
    found.push(`SDK and constraints differ about ${name} being sensitive`);
  return found;
}
