// Checks the parameters of an STS request and words violations as AWS does.
import { StsFault } from "./fault.js";

/** The parameters of a request in the Query protocol. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** What one parameter may be; lengths and values are inclusive. */
export interface Rule {
  readonly required?: boolean;
  readonly length?: readonly [min: number, max: number];
  /** For numbers. */
  readonly value?: readonly [min: number, max: number];
  readonly pattern?: RegExp;
  /** The value is not repeated in messages. */
  readonly secret?: boolean;
}

/** @throws StsFault ValidationError, naming every violation */
export function check(parameters: Parameters, rules: Readonly<Record<string, Rule>>): void {
  const violations = Object.entries(rules).flatMap(([name, rule]) => {
    const value = parameters[name];
    const path = name.charAt(0).toLowerCase() + name.slice(1);
    const shown = value === undefined ? " null" : rule.secret ? "" : ` '${value}'`;
    return brokenConstraints(value, rule).map(
      (constraint) => `Value${shown} at '${path}' failed to satisfy constraint: ${constraint}`,
    );
  });
  if (violations.length === 0) return;
  const errors = violations.length === 1 ? "error" : "errors";
  throw new StsFault(
    "ValidationError",
    `${violations.length} validation ${errors} detected: ${violations.join("; ")}`,
  );
}

function brokenConstraints(text: string | undefined, rule: Rule): string[] {
  if (text === undefined) return rule.required ? ["Member must not be null"] : [];
  const broken = [];
  const [shortest, longest] = rule.length ?? [0, Number.POSITIVE_INFINITY];
  if (text.length < shortest) broken.push(`Member must have length greater than or equal to ${shortest}`);
  if (text.length > longest) broken.push(`Member must have length less than or equal to ${longest}`);
  if (rule.pattern && !rule.pattern.test(text))
    broken.push(`Member must satisfy regular expression pattern: ${rule.pattern.source.slice(1, -1)}`);
  if (rule.value) {
    const [least, most] = rule.value;
    const number = Number(text);
    if (!(number >= least)) broken.push(`Member must have value greater than or equal to ${least}`);
    if (number > most) broken.push(`Member must have value less than or equal to ${most}`);
  }
  return broken;
}
