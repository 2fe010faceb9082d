// How values of settings are read, from wherever they come: each reader answers the value or says what it expected.
import type { LambdaTargets } from "./platform/lambda/lambda.js";
import { readTargets } from "./platform/lambda/targets.js";
import { type IpLocations, locationProblem } from "./platform/threat-data/locations.js";

function expected(what: string): RangeError {
  return new RangeError(`expected ${what}`);
}

export function text(pattern: RegExp, what: string): (value: unknown) => string {
  return (value) => {
    if (typeof value === "string" && pattern.test(value)) return value;
    throw expected(what);
  };
}

/** Several texts; the environment separates them by commas. */
export function texts(pattern: RegExp, what: string): (value: unknown) => readonly string[] {
  const one = text(pattern, what);
  return (value) => {
    const values = typeof value === "string" ? value.split(",").map((part) => part.trim()) : value;
    if (!Array.isArray(values)) throw expected(what);
    return Object.freeze(values.map(one));
  };
}

export function choice<const T extends string>(values: readonly T[]): (value: unknown) => T {
  return (value) => {
    if (values.includes(value as T)) return value as T;
    throw expected(values.length === 2 ? values.join(" or ") : `one of ${values.join(", ")}`);
  };
}

export function portNumber(value: unknown): number {
  const port = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof port === "number" && Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw expected("a port number from 0 to 65535");
}

export function baseUrl(value: unknown): string {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username)
    return url.href.replace(/\/+$/, "");
  throw expected("a URL such as http://localhost:9555");
}

/** A switch: `true` as the command line gives it, or what people write into variables. */
export function flag(value: unknown): boolean {
  if (value === true || value === "true" || value === "1") return true;
  if (value === false || value === "false" || value === "0") return false;
  throw expected("true or false");
}

/** A server's URL, which may name a user and a password. */
export function serverUrl(schemes: readonly string[], example: string): (value: unknown) => string {
  return (value) => {
    const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
    if (typeof value === "string" && url?.hostname && schemes.includes(url.protocol.slice(0, -1)))
      return value;
    throw expected(`a URL such as ${example}`);
  };
}

export function origins(value: unknown): readonly string[] {
  const said = texts(/\S/, "origins such as http://localhost:3000")(value);
  const isOrigin = (origin: string) =>
    URL.canParse(origin) && new URL(origin).origin === origin && !origin.includes("*");
  const wrong = said.find((origin) => origin !== "*" && !isOrigin(origin));
  if (wrong !== undefined)
    throw expected("origins such as http://localhost:3000 (scheme, host and port, no path)");
  return said;
}

export function keyPairs(value: unknown): ReadonlyMap<string, string> {
  const what = "pairs of an access key id and its secret key, KEYID:SECRET";
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    return new Map(entries.map(([id, secret]) => [text(/\S/, what)(id), text(/\S/, what)(secret)]));
  }
  return new Map(
    texts(
      /^[^\s:]+:\S+$/,
      what,
    )(value).map((pair) => {
      const colon = pair.indexOf(":");
      return [pair.slice(0, colon), pair.slice(colon + 1)] as const;
    }),
  );
}

/** A whole or broken number within bounds. */
export function number(min: number, max: number, what: string): (value: unknown) => number {
  return (value) => {
    const said = typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    if (typeof said === "number" && said >= min && said <= max) return said;
    throw expected(what);
  };
}

export function wholeNumber(min: number, max: number): (value: unknown) => number {
  const what = `a whole number from ${min} to ${max}`;
  const one = number(min, max, what);
  return (value) => {
    const said = one(value);
    if (Number.isInteger(said)) return said;
    throw expected(what);
  };
}

/** Where functions are: names with targets, or NAME=TARGET as the command line and the environment say it. */
export function triggerTargets(value: unknown): LambdaTargets {
  if (typeof value === "object" && !Array.isArray(value)) return readTargets(value);
  const pairs = texts(
    /^[^=]+=.+$/,
    "functions with their targets, such as pre-sign-up=./triggers/pre-sign-up.js#handler",
  )(value);
  return readTargets(
    Object.fromEntries(
      pairs.map((pair) => {
        const [name = "", ...target] = pair.split("=");
        return [name.trim(), target.join("=").trim()];
      }),
    ),
  );
}

/** Where addresses are: a file that says it, or ranges with their places. */
export function ipLocations(value: unknown): string | IpLocations {
  if (typeof value === "string" && /\S/.test(value)) return value;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw expected("a file name, or ranges of addresses with their places");
  for (const [range, place] of Object.entries(value)) {
    const problem = locationProblem(range, place);
    if (problem) throw new RangeError(problem);
  }
  return value as IpLocations;
}

/** The endpoint of a service of AWS: a URL, or `aws`. */
export function awsEndpoint(value: unknown): string {
  if (value === "aws") return value;
  try {
    return baseUrl(value);
  } catch {
    throw expected("a URL such as http://localhost:4566, or aws");
  }
}
