// Inputs made from the model: valid ones, and for each constraint one that breaks it, with the expected message.
import type {
  IntegerShape,
  ListShape,
  MapShape,
  Shape,
  StringShape,
  StructureShape,
} from "../../src/model/shape.js";

type Json = Record<string, unknown>;

/** One way to make a value wrong: the value, and what the service is expected to say. */
export interface Variant {
  readonly value: unknown;
  /** Constraint violations, with `@` for the path of the value itself. */
  readonly violations?: readonly string[];
  /** The message of a SerializationException; empty for one without a message. */
  readonly serialization?: string;
}

/** One of them fits each pattern of the model. */
const texts = [
  "a",
  "abcdef",
  "abcdefghijklmnopqrstuvwxyz",
  "123456",
  "us-east-1_Abc123",
  "us-east-1:0f6e1fb0-8a1f-4f2c-9d7b-1b1c1d1e1f10",
  "arn:aws:iam::123456789012:role/example",
  "arn:aws:s3:::bucket",
  "user@example.com",
  "Your code is {####}",
  "Follow {##this##}",
  "cognito:default",
  "terms-of-use",
  "import-abc",
  "authenticated",
  "us-east-1_0a1b2c",
  "0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f",
  "cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc123",
];

export function sampleString(shape: StringShape): string {
  if (shape.enum !== undefined) return [...shape.enum][0]!;
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern } = shape;
  const fitting = texts.find(
    (text) => text.length >= min && text.length <= max && (pattern === undefined || pattern.matches(text)),
  );
  if (fitting === undefined) throw new Error(`No sample for ${shape.name}`);
  return fitting;
}

/** A valid value: with the required members only, or with all of them. */
export function sample(shape: Shape, everything: boolean): unknown {
  switch (shape.kind) {
    case "string":
      return sampleString(shape);
    case "integer":
    case "long":
      return shape.min ?? 1;
    case "boolean":
      return true;
    case "timestamp":
      return 1_700_000_000.5;
    case "blob":
      return "AAEC";
    case "document":
      return { any: ["thing"] };
    case "list":
      return Array.from({ length: everything ? Math.max(1, shape.min ?? 0) : (shape.min ?? 0) }, () =>
        sample(shape.member, everything),
      );
    case "map":
      return everything || (shape.min ?? 0) > 0
        ? { [sampleString(shape.key)]: sample(shape.value, everything) }
        : {};
    case "structure":
      return sampleStructure(shape, everything);
  }
}

export function sampleStructure(shape: StructureShape, everything: boolean): Json {
  const wanted = shape.members.filter((member) => everything || member.required || member.zeroWhenMissing);
  return Object.fromEntries(wanted.map((member) => [member.name, sample(member.shape, everything)]));
}

/** Every way to break one constraint of a structure, each applied to an input that is valid otherwise. */
export function variants(shape: StructureShape): Variant[] {
  const complete = sampleStructure(shape, true);
  const result: Variant[] = [];
  for (const member of shape.members) {
    const place = (variant: Variant, value: Json): Variant => ({
      ...variant,
      value,
      violations: variant.violations?.map((text) => text.replaceAll("'@", `'@.${member.path}`)),
    });
    for (const variant of variantsOf(member.shape))
      result.push(place(variant, { ...complete, [member.name]: variant.value }));

    const { [member.name]: _, ...without } = complete;
    const integer =
      member.shape.kind === "integer" || member.shape.kind === "long" ? member.shape : undefined;
    if (member.zeroWhenMissing && (integer?.min ?? 0) > 0)
      result.push(
        place(
          {
            value: undefined,
            violations: [says("'0'", `have value greater than or equal to ${integer!.min}`)],
          },
          without,
        ),
      );
    else if (member.required && integer === undefined)
      for (const value of [without, { ...complete, [member.name]: null }])
        result.push(place({ value, violations: [says("null", "not be null")] }, value));
  }
  return result;
}

function variantsOf(shape: Shape): Variant[] {
  switch (shape.kind) {
    case "string":
      return [
        ...brokenStrings(shape).map(([value, rules]) => ({
          value,
          violations: rules.map((rule) => says(quoted(shape, value), rule)),
        })),
        ...wrongTypes("a String", [7, "NUMBER"], [true, "TRUE"], [false, "FALSE"]),
      ];
    case "integer":
    case "long":
      return [
        ...brokenNumbers(shape),
        ...wrongTypes(shape.kind === "long" ? "a Long" : "an Integer", ["1", "STRING"], [true, "TRUE"]),
      ];
    case "boolean":
      return wrongTypes("a Boolean", ["yes please", "STRING"], [1, "NUMBER"]);
    case "timestamp":
      return wrongTypes("milliseconds since epoch", ["now", "STRING"]);
    case "blob":
      return wrongTypes("a Blob", ["not base64!", "STRING"], [1, "NUMBER"]);
    case "document":
      return [];
    case "list":
      return [
        ...brokenLists(shape),
        { value: "x", serialization: "Expected list or null" },
        { value: {}, serialization: MAP },
      ];
    case "map":
      return [
        ...brokenMaps(shape),
        { value: 1, serialization: "Expected map or null" },
        { value: [], serialization: LIST },
      ];
    case "structure":
      return [
        ...variants(shape),
        { value: "x", serialization: "Expected null" },
        { value: [], serialization: LIST },
      ];
  }
}

const LIST = "Start of list found where not expected";
const MAP = "Start of structure or map found where not expected.";

function wrongTypes(wanted: string, ...scalars: readonly [unknown, string][]): Variant[] {
  return [
    ...scalars.map(([value, type]) => ({
      value,
      serialization: `${type}_VALUE can not be converted to ${wanted}`,
    })),
    { value: [], serialization: LIST },
    { value: {}, serialization: MAP },
  ];
}

/** Texts that break rules, each with the rules it breaks, in the order in which they are reported. */
function brokenStrings(shape: StringShape): [string, string[]][] {
  if (shape.enum !== undefined)
    return [["NO SUCH", [`satisfy enum value set: [${[...shape.enum].join(", ")}]`]]];
  const { min, max, pattern } = shape;
  const patternRule = `satisfy regular expression pattern: ${pattern?.source}`;
  const patternBroken = (text: string): string[] =>
    pattern === undefined || pattern.matches(text) ? [] : [patternRule];
  const found: [string, string[]][] = [];
  if (min !== undefined && min > 0) {
    const short = sampleString(shape).slice(0, min - 1);
    found.push([short, [`have length greater than or equal to ${min}`, ...patternBroken(short)]]);
  }
  if (max !== undefined) {
    const long = sampleString(shape).padEnd(max + 1, "0");
    found.push([long, [`have length less than or equal to ${max}`, ...patternBroken(long)]]);
  }
  const strange = [" \u0000 ", "\u0000".repeat(min ?? 1)].find(
    (text) => patternBroken(text).length > 0 && text.length >= (min ?? 0) && text.length <= (max ?? 99),
  );
  if (strange !== undefined) found.push([strange, [patternRule]]);
  return found;
}

function brokenNumbers(shape: IntegerShape): Variant[] {
  const found: Variant[] = [];
  const { min, max } = shape;
  if (min !== undefined)
    found.push({
      value: min - 1,
      violations: [says(`'${min - 1}'`, `have value greater than or equal to ${min}`)],
    });
  if (max !== undefined)
    found.push({
      value: max + 1,
      violations: [says(`'${max + 1}'`, `have value less than or equal to ${max}`)],
    });
  return found;
}

function brokenLists(shape: ListShape): Variant[] {
  const element = sample(shape.member, true);
  const found: Variant[] = [];
  for (const [size, rule] of brokenSizes(shape)) {
    const value = Array.from({ length: size }, () => element);
    // How structures are printed is nobody's business; only lists of simple values are compared.
    const shown = isSimple(shape.member)
      ? quoted(shape.member, `[${value.join(", ")}]`)
      : size === 0 && !hidden(shape)
        ? "'[]'"
        : undefined;
    if (shown !== undefined) found.push({ value, violations: [says(shown, rule)] });
  }
  for (const variant of variantsOf(shape.member)) {
    if (variant.violations === undefined) found.push({ ...variant, value: [variant.value] });
    else if (isSimple(shape.member)) {
      const shown = quoted(shape.member, `[${element}, ${variant.value}]`);
      found.push({
        value: [element, variant.value],
        violations: [says(shown, `satisfy constraint: ${rules(shape.member)}`)],
      });
    } else {
      const violations = variant.violations.map((text) => text.replaceAll("'@", "'@.2.member"));
      found.push({ value: [element, variant.value], violations });
    }
  }
  return found;
}

function brokenMaps(shape: MapShape): Variant[] {
  const key = sampleString(shape.key);
  const element = sample(shape.value, true);
  const secret = hidden(shape);
  const show = (value: Json): string =>
    secret
      ? ""
      : `'{${Object.entries(value)
          .map(([k, v]) => `${k}=${v}`)
          .join(", ")}}'`;
  const found: Variant[] = [];
  for (const [size, rule] of brokenSizes(shape)) {
    if (shape.key.pattern !== undefined && size > 0) continue;
    const value = Object.fromEntries(Array.from({ length: size }, (_, index) => [`k${index}`, element]));
    if (isSimple(shape.value)) found.push({ value, violations: [says(show(value), rule)] });
  }
  for (const [text] of brokenStrings(shape.key)) {
    const value = { [text]: element };
    if (isSimple(shape.value))
      found.push({
        value,
        violations: [says(show(value), rules(shape.key), "Map keys must satisfy constraint:")],
      });
  }
  for (const variant of variantsOf(shape.value)) {
    const value = { [key]: variant.value };
    if (variant.violations === undefined) found.push({ ...variant, value });
    else if (isSimple(shape.value))
      found.push({
        value,
        violations: [says(show(value), rules(shape.value), "Map value must satisfy constraint:")],
      });
    else
      found.push({
        value,
        violations: variant.violations.map((text) => text.replaceAll("'@", `'@.${key}.member`)),
      });
  }
  return found;
}

function brokenSizes(shape: ListShape | MapShape): [number, string][] {
  const found: [number, string][] = [];
  if (shape.min !== undefined && shape.min > 0)
    found.push([shape.min - 1, `have length greater than or equal to ${shape.min}`]);
  if (shape.max !== undefined) found.push([shape.max + 1, `have length less than or equal to ${shape.max}`]);
  return found;
}

function says(shown: string, rule: string, subject = "Member must"): string {
  return `Value${shown === "" ? "" : ` ${shown}`} at '@' failed to satisfy constraint: ${subject} ${rule}`;
}

/** All rules of a simple shape, as a list or map states them. */
function rules(shape: Shape): string {
  if (shape.kind !== "string") throw new Error(`No list or map of ${shape.kind} was expected`);
  if (shape.enum !== undefined)
    return `[Member must satisfy enum value set: [${[...shape.enum].join(", ")}]]`;
  const stated: string[] = [];
  if (shape.max !== undefined) stated.push(`Member must have length less than or equal to ${shape.max}`);
  if (shape.min !== undefined) stated.push(`Member must have length greater than or equal to ${shape.min}`);
  if (shape.pattern !== undefined)
    stated.push(`Member must satisfy regular expression pattern: ${shape.pattern.source}`);
  return `[${stated.join(", ")}]`;
}

function quoted(shape: Shape, text: string): string {
  return hidden(shape) ? "" : `'${text}'`;
}

function hidden(shape: Shape): boolean {
  if (shape.kind === "list") return shape.sensitive || hidden(shape.member);
  if (shape.kind === "map") return shape.sensitive || hidden(shape.key) || hidden(shape.value);
  if (shape.kind === "structure") return shape.members.some((member) => hidden(member.shape));
  return shape.kind === "string" || shape.kind === "blob" ? shape.sensitive : false;
}

function isSimple(shape: Shape): boolean {
  return shape.kind !== "structure" && shape.kind !== "list" && shape.kind !== "map";
}
