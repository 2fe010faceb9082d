// Where functions are: reads `./file.js#handler` and URLs, and finds the one that an ARN means.
import { resolve } from "node:path";
import type { LambdaTarget, LambdaTargets } from "./lambda.js";

/** A function of a local module, or one behind an HTTP URL. */
export type FunctionPlace =
  | {
      readonly kind: "module";
      /** Absolute. */
      readonly file: string;
      readonly exportName: string | undefined;
      readonly environment: Readonly<Record<string, string>>;
    }
  | { readonly kind: "http"; readonly url: string };

/** The parts of a function's ARN. */
export interface FunctionName {
  /** As invoked. */
  readonly arn: string;
  /** Without version or alias. */
  readonly unqualified: string;
  readonly name: string;
  /** Version or alias; `$LATEST` when the ARN names none. */
  readonly version: string;
  readonly region: string;
  readonly account: string;
}

/** @throws RangeError that says what was expected */
export function readTargets(value: unknown): LambdaTargets {
  if (!isObject(value)) throw new RangeError(`expected ${EXAMPLE}`);
  return Object.freeze(
    Object.fromEntries(
      Object.entries(value).map(([name, target]) => [readName(name), readTarget(name, target)]),
    ),
  );
}

const EXAMPLE =
  "function names or ARNs with their targets, such as pre-sign-up: ./triggers/pre-sign-up.js#handler";

function readName(name: string): string {
  if (/^[\w-]{1,140}(:[$\w-]{1,128})?$/.test(name) || ARN.test(name)) return name;
  throw new RangeError(`expected a function's name or ARN, not "${name}"`);
}

function readTarget(name: string, value: unknown): LambdaTarget {
  const { target, environment, ...others } = isObject(value) ? value : { target: value };
  const isTarget =
    typeof target === "string" && /^[^\s#][^#]*(#[\w$]+)?$/.test(target) && isUrlOrPath(target);
  if (!isTarget || Object.keys(others).length > 0)
    throw new RangeError(
      `expected ./file.js#handler, an http(s) URL, or { target, environment } as the target of "${name}"`,
    );
  if (environment === undefined) return target;
  if (!isObject(environment) || !Object.values(environment).every((each) => typeof each === "string"))
    throw new RangeError(`expected variables with texts as the environment of "${name}"`);
  return { target, environment: environment as Record<string, string> };
}

const isUrl = (target: string) => /^https?:\/\//.test(target);
const isUrlOrPath = (target: string) =>
  !/^\w{2,}:\/\//.test(target) || (isUrl(target) && URL.canParse(target));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The same targets with absolute paths. */
export function resolveTargets(targets: LambdaTargets, base: string): LambdaTargets {
  return Object.fromEntries(
    Object.entries(targets).map(([name, said]) => {
      const { target, environment } = typeof said === "string" ? { target: said } : said;
      const absolute = isUrl(target) ? target : resolve(base, target);
      return [name, environment ? { target: absolute, environment } : absolute];
    }),
  );
}

/** Takes a target apart. */
export function placeOf(said: LambdaTarget, base: string): FunctionPlace {
  const { target, environment = {} } = typeof said === "string" ? { target: said } : said;
  if (isUrl(target)) return { kind: "http", url: target };
  const [file = "", exportName] = target.split("#");
  return { kind: "module", file: resolve(base, file), exportName, environment };
}

const ARN = /^arn:[\w-]+:lambda:([\w-]+):(\d{12}):function:([\w-]+)(?::([$\w-]+))?$/;

/** Takes an ARN apart. Whatever else stands for a function counts as its name. */
export function functionName(arn: string): FunctionName {
  const [, region = "us-east-1", account = "000000000000", name = arn, version] = ARN.exec(arn) ?? [];
  const unqualified = version === undefined ? arn : arn.slice(0, -version.length - 1);
  return { arn, unqualified, name, version: version ?? "$LATEST", region, account };
}

/** How a mapping may call the function, the most particular first. */
export function namesOf({ arn, unqualified, name, version }: FunctionName): readonly string[] {
  return [arn, `${name}:${version}`, unqualified, name];
}
