// Merges the SDK's schemas, the constraints and the corrections into the table that the emulator runs on.
import { type Correction, corrections, errorCorrections, serviceCorrections } from "../corrections.js";
import type {
  ModelTable,
  ServiceId,
  TableOperation,
  TableShape,
  TableStringShape,
  TableStructureShape,
} from "../table.js";
import type { ConstraintShape, Constraints } from "./constraints.js";
import { hashSetOrder } from "./enum-order.js";
import { javascriptPattern } from "./pattern.js";
import type { SdkModel, SdkStructure } from "./sdk-schema.js";

export function mergeModel(service: ServiceId, sdk: SdkModel, constraints: Constraints): ModelTable {
  const shapes: Record<string, TableShape> = {};
  const names = [...Object.keys(constraints.shapes), ...Object.keys(constraints.members)].sort();
  const own = corrections.filter((correction) => correction.service === service);
  for (const name of names) {
    const structure = sdk.structures.get(name);
    const shape = constraints.shapes[name];
    const correction = own.find((candidate) => candidate.shape === name);
    if (structure !== undefined) shapes[name] = mergeStructure(structure, constraints.members[name] ?? {});
    else if (shape !== undefined) shapes[name] = mergeShape(shape, sdk.enums.get(name), correction);
  }
  for (const { shape } of own)
    if (shapes[shape] === undefined) throw new Error(`A correction names ${shape}, which does not exist`);
  return {
    service,
    targetPrefix: constraints.targetPrefix,
    signingName: constraints.signingName,
    invalidInput: serviceCorrections[service].invalidInput,
    operations: mergeOperations(service, sdk, constraints),
    shapes,
  };
}

function mergeOperations(
  service: ServiceId,
  sdk: SdkModel,
  constraints: Constraints,
): Record<string, TableOperation> {
  const operations: Record<string, TableOperation> = {};
  for (const name of [...sdk.operations.keys()].sort()) {
    const { input, output } = sdk.operations.get(name)!;
    const { auth, errors } = constraints.operations[name]!;
    const added = errorCorrections
      .filter((correction) => correction.service === service && correction.operation === name)
      .map(({ error }) => error);
    operations[name] = { input, output, errors: [errors, ...added].join(" "), auth };
  }
  return operations;
}

function mergeStructure(
  structure: SdkStructure,
  members: Readonly<Record<string, string>>,
): TableStructureShape {
  return {
    type: "structure",
    members,
    ...(structure.required.length > 0 && { required: structure.required.join(" ") }),
    ...(structure.error && { error: true as const }),
  };
}

function mergeShape(
  shape: ConstraintShape,
  values: readonly string[] | undefined,
  correction: Correction | undefined,
): TableShape {
  if (shape.type !== "string" && shape.type !== "enum") {
    const primitive = correction?.primitive;
    if (correction !== undefined && primitive === undefined)
      throw new Error(`The correction of ${correction.shape} does not fit its type`);
    return { ...shape, ...(primitive && { primitive }) } as TableShape;
  }
  const pattern = correction?.pattern ?? shape.pattern;
  const regexp = pattern === undefined ? undefined : (correction?.regexp ?? pattern);
  const dialect = regexp === undefined ? undefined : javascriptPattern(regexp);
  const merged: TableStringShape = {
    type: "string",
    ...(shape.min !== undefined && { min: shape.min }),
    ...(shape.max !== undefined && { max: shape.max }),
    ...(pattern !== undefined && { pattern }),
    ...(dialect !== pattern && { regexp: dialect! }),
    ...(shape.type === "enum" && { enum: hashSetOrder([...(values ?? []), ...(correction?.addEnum ?? [])]) }),
    ...((correction?.sensitive ?? shape.sensitive) && { sensitive: true as const }),
  };
  return merged;
}
