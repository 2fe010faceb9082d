// Every setting of the emulator: how the command line and the environment call it, and how its value is read.
import type { Config } from "./config.js";
import {
  awsEndpoint,
  baseUrl,
  choice,
  flag,
  ipLocations,
  keyPairs,
  number,
  origins,
  portNumber,
  serverUrl,
  text,
  texts,
  triggerTargets,
  wholeNumber,
} from "./config-values.js";

export type Name = keyof Config;

/** One setting: how the command line and the environment call it, and how a value from anywhere is read. */
export interface Setting<N extends Name = Name> {
  readonly name: N;
  readonly flags: string;
  readonly variable: string;
  readonly about: string;
  /** Throws a RangeError that says what was expected. */
  read(value: unknown): Config[N];
}

/** Every setting, in the order of the help text. */
export const settings: { readonly [N in Name]: Setting<N> } = {
  host: setting(
    "host",
    "--host <address>",
    "address to listen on",
    text(/^[^\s/]+$/, "a host name or address"),
  ),
  port: setting("port", "-p, --port <number>", "port to listen on; 0 takes a free one", portNumber),
  database: setting(
    "database",
    "--db <file>",
    "file that keeps the state, or :memory:",
    text(/\S/, "a file name"),
  ),
  seeds: setting(
    "seeds",
    "--seed <file...>",
    "fixture files to load before the first request",
    texts(/\S/, "file names"),
  ),
  region: setting(
    "region",
    "--region <region>",
    "region of requests that do not name one",
    text(/^[a-z]{2,}-[a-z-]+-\d+$/, "a region such as us-east-1"),
  ),
  account: setting(
    "account",
    "--account <id>",
    "account of requests that do not name one",
    text(/^\d{12}$/, "an account id of 12 digits (in quotes)"),
  ),
  issuer: setting("issuer", "--issuer <issuer>", "issuer in tokens, local or aws", choice(["local", "aws"])),
  tls: setting("tls", "--tls", "speak HTTPS, with a self-made certificate unless one is given", flag),
  tlsCert: setting(
    "tlsCert",
    "--tls-cert <file>",
    "certificate for HTTPS, in PEM",
    text(/\S/, "a file name"),
  ),
  tlsKey: setting(
    "tlsKey",
    "--tls-key <file>",
    "private key of the certificate, in PEM",
    text(/\S/, "a file name"),
  ),
  publicUrl: setting(
    "publicUrl",
    "--public-url <url>",
    "URL under which clients reach the emulator",
    baseUrl,
  ),
  fixedCode: setting(
    "fixedCode",
    "--code <digits>",
    "use this code for every confirmation and sign-in",
    text(/^\d{4,10}$/, "4 to 10 digits (in quotes)"),
  ),
  credentials: setting(
    "credentials",
    "--verify-signatures <keyid:secret...>",
    "accept only requests signed with one of these keys",
    keyPairs,
  ),
  allowedOrigins: setting(
    "allowedOrigins",
    "--allow-origin <origin...>",
    "trust web pages of these origins, beside this machine's own",
    origins,
  ),
  smtp: setting(
    "smtp",
    "--smtp <url>",
    "send e-mail to this SMTP server too",
    serverUrl(["smtp", "smtps"], "smtp://localhost:1025"),
  ),
  sesEndpoint: setting(
    "sesEndpoint",
    "--ses-endpoint <url>",
    "send e-mail through SES at this URL too",
    baseUrl,
  ),
  snsEndpoint: setting(
    "snsEndpoint",
    "--sns-endpoint <url>",
    "send SMS through SNS at this URL too",
    baseUrl,
  ),
  webhook: setting(
    "webhook",
    "--webhook <url>",
    "POST every message as JSON to this URL too",
    serverUrl(["http", "https"], "http://localhost:3000/messages"),
  ),
  mailDir: setting(
    "mailDir",
    "--mail-dir <folder>",
    "write every message to a file in this folder too",
    text(/\S/, "a folder"),
  ),
  printMessages: setting("printMessages", "--print-messages", "print every message, with its code", flag),
  triggers: setting(
    "triggers",
    "--trigger <name=target...>",
    "where functions are: NAME=./file.js#export, or NAME=URL",
    triggerTargets,
  ),
  lambdaEndpoint: setting(
    "lambdaEndpoint",
    "--lambda-endpoint <url>",
    "Lambda API for all other functions; aws for AWS itself",
    awsEndpoint,
  ),
  kmsEndpoint: setting(
    "kmsEndpoint",
    "--kms-endpoint <url>",
    "KMS that encrypts codes for custom senders; aws for AWS itself",
    awsEndpoint,
  ),
  triggerTimeoutSeconds: setting(
    "triggerTimeoutSeconds",
    "--trigger-timeout <seconds>",
    "how long a function may take",
    number(0.01, 900, "a number of seconds, at most 900"),
  ),
  triggerAttempts: setting(
    "triggerAttempts",
    "--trigger-attempts <number>",
    "how often a function that takes longer is tried",
    wholeNumber(1, 10),
  ),
  compromisedPasswords: setting(
    "compromisedPasswords",
    "--compromised-passwords <file>",
    "passwords that threat protection takes for compromised, one on each line",
    text(/\S/, "a file name"),
  ),
  ipLocations: setting(
    "ipLocations",
    "--ip-locations <file>",
    "where IP addresses are, for threat protection",
    ipLocations,
  ),
  logLevel: setting(
    "logLevel",
    "--log-level <level>",
    "what to log: silent, error, warn, info or debug",
    choice(["silent", "error", "warn", "info", "debug"]),
  ),
  logFormat: setting(
    "logFormat",
    "--log-format <format>",
    "form of log lines, text or json",
    choice(["text", "json"]),
  ),
};

/** `--port` for the setting `port`. */
export function longFlag(name: Name): string {
  return longFlagOf(settings[name].flags);
}

function longFlagOf(flags: string): string {
  return /--[\w-]+/.exec(flags)![0];
}

/** `--log-level` is COGNITO_EMULATOR_LOG_LEVEL. */
function setting<N extends Name>(
  name: N,
  flags: string,
  about: string,
  read: (value: unknown) => Config[N],
): Setting<N> {
  const variable = `COGNITO_EMULATOR_${longFlagOf(flags).slice(2).replaceAll("-", "_").toUpperCase()}`;
  return { name, flags, variable, about, read };
}
