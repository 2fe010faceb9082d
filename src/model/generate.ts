// Makes the generated files of one service out of the official SDK's schemas, the constraints and the corrections.
import { disagreements } from "./generate/agree.js";
import type { Constraints } from "./generate/constraints.js";
import { mergeModel } from "./generate/merge.js";
import { renderTable, renderTypes } from "./generate/render.js";
import { readSdk } from "./generate/sdk-schema.js";
import type { ServiceId } from "./table.js";

/** The texts of `<service>.gen.ts` (types) and `<service>.table.gen.ts` (the table). */
export interface GeneratedModel {
  readonly types: string;
  readonly table: string;
}

/**
 * Pure, so that a test can compare its result with the committed files. Fails when SDK and constraints describe
 * different services: a new SDK version has to be met with new constraints, not with guesses.
 *
 * @param exported everything that the service's SDK client package exports
 */
export function generateModel(
  service: ServiceId,
  exported: Readonly<Record<string, unknown>>,
  constraints: Constraints,
): GeneratedModel {
  const sdk = readSdk(exported);
  const differences = disagreements(sdk, constraints);
  if (differences.length > 0)
    throw new Error(`${service}: SDK and constraints disagree.\n  ${differences.join("\n  ")}`);
  const table = mergeModel(service, sdk, constraints);
  return { types: renderTypes(table), table: renderTable(table) };
}
