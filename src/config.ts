// What an emulator is told before it starts: options, environment, configuration file and defaults become one frozen
// Config. The only reader of process.env.
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { longFlag, type Name, settings } from "./config-settings.js";
import { baseUrl } from "./config-values.js";
import type { LambdaTargets } from "./platform/lambda/lambda.js";
import { resolveTargets } from "./platform/lambda/targets.js";
import type { LogFormat, LogLevel } from "./platform/log.js";
import type { IpLocations } from "./platform/threat-data/locations.js";

/** Everything an emulator knows about itself; complete and frozen. */
export interface Config {
  readonly host: string;
  /** 0 lets the system choose a free one. */
  readonly port: number;
  /** The state file, or `:memory:`. */
  readonly database: string;
  /** Where unsigned requests and fixtures without a region belong. */
  readonly region: string;
  /** The account of requests whose access key is not itself an account id. */
  readonly account: string;
  /** `local`: tokens name this emulator as their issuer; `aws`: they name the real service. */
  readonly issuer: "local" | "aws";
  /** Whether it speaks HTTPS instead of HTTP. */
  readonly tls: boolean;
  /** Files with a certificate and its key, in PEM; a self-made certificate when not given. */
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  /** How clients reach the emulator when that is not `http://host:port`: no slash at the end. */
  readonly publicUrl: string | undefined;
  /** Access key id to secret key. When given, signatures are verified; any is accepted when not. */
  readonly credentials: ReadonlyMap<string, string> | undefined;
  /** Replaces every random code. */
  readonly fixedCode: string | undefined;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  /** Origins of web pages that are trusted beside those of this machine; `*` trusts all. */
  readonly allowedOrigins: readonly string[];
  /** Fixture files to load at the start. */
  readonly seeds: readonly string[];
  /** An SMTP server that gets every e-mail. */
  readonly smtp: string | undefined;
  /** What speaks SES and gets every e-mail. */
  readonly sesEndpoint: string | undefined;
  /** What speaks SNS and gets every SMS. */
  readonly snsEndpoint: string | undefined;
  /** Gets every message as JSON. */
  readonly webhook: string | undefined;
  /** A folder that gets every message as a file. */
  readonly mailDir: string | undefined;
  /** Whether messages are printed, with their codes. */
  readonly printMessages: boolean;
  /** Where the functions of triggers are; paths are absolute. */
  readonly triggers: LambdaTargets;
  /** Lambda's Invoke API, for functions that `triggers` doesn't name: a URL, or `aws`. */
  readonly lambdaEndpoint: string | undefined;
  /** A KMS that encrypts codes for custom senders in place of the emulator's own: a URL, or `aws`. */
  readonly kmsEndpoint: string | undefined;
  readonly triggerTimeoutSeconds: number;
  /** How often a function that exceeds the time limit is tried. */
  readonly triggerAttempts: number;
  /** A file of passwords, in place of the list that is shipped. */
  readonly compromisedPasswords: string | undefined;
  /** Where IP addresses are: a file, or ranges with places. */
  readonly ipLocations: string | IpLocations | undefined;
}

/** Options of {@link startEmulator}. Each has a default; an option that is `undefined` counts as not given. */
export interface EmulatorOptions {
  /** The address to listen on. Default: `127.0.0.1`. */
  host?: string | undefined;
  /** The port to listen on; 0 (the library's default) takes a free one. */
  port?: number | undefined;
  /** A file that keeps the state, or `:memory:` (the library's default), which keeps none. */
  database?: string | undefined;
  /** The region of requests that do not name one, as unsigned ones. Default: `us-east-1`. */
  region?: string | undefined;
  /** The account of requests that do not name one by an access key of 12 digits. Default: `000000000000`. */
  account?: string | undefined;
  /**
   * `local` (default) puts the emulator's own URL into tokens; `aws` puts the issuer of the real service there, for
   * libraries that hard-code it. The keys are served by the emulator in both cases.
   */
  issuer?: "local" | "aws" | undefined;
  /**
   * Speak HTTPS instead of HTTP, with a self-made certificate unless `tlsCert` names one. Default: `false`, and `true`
   * with `tlsCert`.
   */
  tls?: boolean | undefined;
  /** A file with a certificate in PEM, and those of its authorities after it. */
  tlsCert?: string | undefined;
  /** The file with its private key in PEM. */
  tlsKey?: string | undefined;
  /** The URL under which clients reach the emulator, behind Docker Compose or an ingress. */
  publicUrl?: string | undefined;
  /** Access key ids with their secret keys. When given, requests must be signed with one of them. */
  credentials?: ReadonlyMap<string, string> | Readonly<Record<string, string>> | undefined;
  /** Every confirmation and sign-in code is this one; for tests. */
  fixedCode?: string | undefined;
  /** Default: `silent` for the library, `info` for the command. */
  logLevel?: LogLevel | undefined;
  /** Default: `text`. */
  logFormat?: LogFormat | undefined;
  /** Origins of web pages that are trusted beside those of this machine; `*` trusts all. Default: none. */
  allowedOrigins?: readonly string[] | undefined;
  /** Fixture files to load before the emulator accepts requests. */
  seeds?: readonly string[] | undefined;
  /** Send e-mail to this SMTP server too: `smtp://localhost:1025`, `smtps://user:password@mail.example.com`. */
  smtp?: string | undefined;
  /** Send e-mail through SES at this URL too. */
  sesEndpoint?: string | undefined;
  /** Send SMS through SNS at this URL too. */
  snsEndpoint?: string | undefined;
  /** POST every message as JSON to this URL too. */
  webhook?: string | undefined;
  /** Write every message to a file in this folder too. */
  mailDir?: string | undefined;
  /** Print every message with its code to the standard output too. Default: `false`. */
  printMessages?: boolean | undefined;
  /**
   * Where the functions of Lambda triggers are, by ARN or by name: a module with its export, as in
   * `"pre-sign-up": "./triggers/pre-sign-up.ts#handler"` (relative to the working directory), or a URL that takes
   * the event by POST. Default: none.
   */
  triggers?: LambdaTargets | undefined;
  /** Where all other functions are: the URL of something with Lambda's Invoke API, or `aws` for AWS itself. */
  lambdaEndpoint?: string | undefined;
  /**
   * What encrypts codes for custom senders: the URL of something with KMS's API, or `aws` for AWS itself. Default: the
   * emulator's own KMS.
   */
  kmsEndpoint?: string | undefined;
  /** How long a function may take. Default: 5, as on AWS. */
  triggerTimeoutSeconds?: number | undefined;
  /** How often a function that takes longer is tried. Default: 3, as on AWS. */
  triggerAttempts?: number | undefined;
  /** A file with passwords that threat protection takes for compromised, one on each line. Default: common ones. */
  compromisedPasswords?: string | undefined;
  /**
   * Where IP addresses are, for threat protection: `{ "203.0.113.0/24": { country: "DE", city: "Berlin" } }`, or a file
   * in YAML or JSON that says so. Default: nobody knows.
   */
  ipLocations?: string | IpLocations | undefined;
}

/** Something that the emulator was told makes no sense. One line per problem, each naming where it was said. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

const libraryDefaults: Config = Object.freeze({
  host: "127.0.0.1",
  port: 0,
  database: ":memory:",
  region: "us-east-1",
  account: "000000000000",
  issuer: "local",
  tls: false,
  tlsCert: undefined,
  tlsKey: undefined,
  publicUrl: undefined,
  credentials: undefined,
  fixedCode: undefined,
  logLevel: "silent",
  logFormat: "text",
  allowedOrigins: Object.freeze([]),
  seeds: Object.freeze([]),
  smtp: undefined,
  sesEndpoint: undefined,
  snsEndpoint: undefined,
  webhook: undefined,
  mailDir: undefined,
  printMessages: false,
  triggers: Object.freeze({}),
  lambdaEndpoint: undefined,
  kmsEndpoint: undefined,
  triggerTimeoutSeconds: 5,
  triggerAttempts: 3,
  compromisedPasswords: undefined,
  ipLocations: undefined,
});

/** What the command does when it is told nothing. */
export const commandDefaults: Config = Object.freeze({
  ...libraryDefaults,
  port: 9555,
  database: ".cognito-emulator/state.db",
  logLevel: "info",
});

/** The configuration of an emulator inside another program, which only its options decide. */
export function libraryConfig(options: EmulatorOptions = {}): Config {
  const problems: string[] = [];
  const given = readMembers(options, (name) => name, problems);
  return complete(given, libraryDefaults, problems);
}

/**
 * The configuration of the command: its options, then `COGNITO_EMULATOR_*` variables, then the configuration file that
 * either of them names, then the defaults.
 */
export async function commandConfig(
  options: EmulatorOptions & { config?: string | undefined },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Config> {
  const problems: string[] = [];
  const { config, ...flags } = options;
  const fromFlags = readMembers(flags, longFlag, problems);
  const variables = Object.values(settings).map(
    ({ name, variable }) => [name, environment[variable]] as const,
  );
  const fromVariables = readMembers(
    // A variable that is set to nothing is a common way to unset it.
    Object.fromEntries(variables.filter(([, value]) => value)),
    (name) => settings[name].variable,
    problems,
  );
  const file = config ?? environment.COGNITO_EMULATOR_CONFIG;
  const fromFile = file ? await readConfigFile(file, problems) : {};
  const triggers = { ...fromFile.triggers, ...fromVariables.triggers, ...fromFlags.triggers };
  return complete({ ...fromFile, ...fromVariables, ...fromFlags, triggers }, commandDefaults, problems);
}

/** What functions of triggers find in their environment, as processes that the emulator starts would. */
export const surroundings = (): Readonly<Record<string, string | undefined>> => process.env;

/** Where commands that speak to a running emulator find it. */
export function emulatorUrl(
  url: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const port = environment[settings.port.variable] || commandDefaults.port;
  return (
    readOne(baseUrl, url, "--url") ??
    readOne(baseUrl, environment.COGNITO_EMULATOR_URL, "COGNITO_EMULATOR_URL") ??
    `http://${commandDefaults.host}:${port}`
  );
}

/** The region that new shells are told to use. */
export function shellRegion(
  region: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const { read, variable } = settings.region;
  return (
    readOne(read, region, "--region") ??
    readOne(read, environment[variable], variable) ??
    commandDefaults.region
  );
}

function readOne<T>(read: (value: unknown) => T, value: string | undefined, where: string): T | undefined {
  if (!value) return undefined;
  try {
    return read(value);
  } catch (error) {
    throw new ConfigError([`${where}: ${(error as Error).message}, got ${JSON.stringify(value)}`]);
  }
}

async function readConfigFile(file: string, problems: string[]): Promise<Partial<Config>> {
  let said: unknown;
  try {
    const content = await readFile(file, "utf8");
    said = file.endsWith(".json") ? JSON.parse(content) : (await import("yaml")).parse(content);
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : (error as Error).message;
    problems.push(`${file}: ${reason.trimEnd()}`);
    return {};
  }
  if (said === null) return {};
  if (typeof said !== "object" || Array.isArray(said)) {
    problems.push(`${file}: expected settings such as "port: 9555"`);
    return {};
  }

  const { $schema: _, ...members } = said as Record<string, unknown>;
  for (const name of Object.keys(members))
    if (!Object.hasOwn(settings, name))
      problems.push(`${file}: ${name}: no such setting; there are ${Object.keys(settings).join(", ")}`);

  const read = readMembers(members, (name) => `${file}: ${name}`, problems);
  const beside = (path: string) => (path === ":memory:" ? path : resolve(dirname(file), path));
  return {
    ...read,
    ...(read.database && { database: beside(read.database) }),
    ...(read.seeds && { seeds: read.seeds.map(beside) }),
    ...(read.mailDir && { mailDir: beside(read.mailDir) }),
    ...(read.tlsCert && { tlsCert: beside(read.tlsCert) }),
    ...(read.tlsKey && { tlsKey: beside(read.tlsKey) }),
    ...(read.compromisedPasswords && { compromisedPasswords: beside(read.compromisedPasswords) }),
    ...(typeof read.ipLocations === "string" && { ipLocations: beside(read.ipLocations) }),
    ...(read.triggers && { triggers: resolveTargets(read.triggers, dirname(file)) }),
  };
}

/** Not repeated when they make no sense: they may hold a password or a token. */
const secret: ReadonlySet<Name> = new Set<Name>([
  "credentials",
  "smtp",
  "webhook",
  "triggers",
  "ipLocations",
]);

function readMembers(
  said: { readonly [N in Name]?: unknown },
  where: (name: Name) => string,
  problems: string[],
): Partial<Config> {
  const read: [Name, unknown][] = [];
  for (const { name, read: reader } of Object.values(settings)) {
    const value = said[name];
    if (value === undefined || value === null) continue;
    try {
      read.push([name, reader(value)]);
    } catch (error) {
      const got = secret.has(name) ? "" : `, got ${JSON.stringify(value)}`;
      problems.push(`${where(name)}: ${(error as Error).message}${got}`);
    }
  }
  return Object.fromEntries(read) as Partial<Config>;
}

function complete(given: Partial<Config>, defaults: Config, problems: readonly string[]): Config {
  if ((given.tlsCert === undefined) !== (given.tlsKey === undefined))
    problems = [...problems, "tlsCert and tlsKey belong together: a certificate and its key"];
  if (problems.length > 0) throw new ConfigError(problems);
  const triggers = resolveTargets(given.triggers ?? defaults.triggers, ".");
  const tls = given.tls ?? given.tlsCert !== undefined;
  return Object.freeze({ ...defaults, ...given, tls, triggers });
}
