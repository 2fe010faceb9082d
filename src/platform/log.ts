// What the emulator says about its work, as lines of text for people or as JSON lines for machines.
import { movableClock } from "./clock.js";

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";
export type LogFormat = "text" | "json";

/**
 * What a line may carry beside its message. A field that is not in this list is never written, so that passwords,
 * codes, secrets and tokens cannot get into a log by passing an object that happens to hold them.
 */
export interface LogFields {
  service?: string | undefined;
  operation?: string | undefined;
  method?: string | undefined;
  /** Without its query, which may hold codes and tokens. */
  path?: string | undefined;
  /** The name of a user pool's domain. */
  domain?: string | undefined;
  status?: number | undefined;
  /** The name of the error that was answered. */
  fault?: string | undefined;
  /** Why, in words that are safe to show. */
  reason?: string | undefined;
  /** How long it took. */
  ms?: number | undefined;
  pool?: string | undefined;
  client?: string | undefined;
  /** A user's `sub`, never a name or an address. */
  user?: string | undefined;
  account?: string | undefined;
  region?: string | undefined;
  requestId?: string | undefined;
  url?: string | undefined;
  file?: string | undefined;
  count?: number | undefined;
  /** A bug's error, written with its stack. */
  error?: unknown;
}

type WriteLine = (message: string, fields?: LogFields) => void;

/** Where every part of the emulator reports what it does. */
export interface Log {
  readonly error: WriteLine;
  readonly warn: WriteLine;
  readonly info: WriteLine;
  readonly debug: WriteLine;
  /** One line per answered request: at `error` when the emulator is to blame, else at `info`. */
  request(fields: LogFields & { status: number; ms: number }): void;
  /** Writes out what is still buffered. */
  flush(): void;
}

type Level = Exclude<LogLevel, "silent">;
type Fields = Readonly<Record<string, string | number>>;

/** Writes one line at a level that is already known to be wanted. */
interface Sink {
  write(level: Level, message: string, fields: Fields, error: Error | undefined): void;
  flush(): void;
}

const levels: readonly Level[] = ["error", "warn", "info", "debug"];

const fieldNames = [
  "service",
  "operation",
  "method",
  "path",
  "domain",
  "pool",
  "client",
  "user",
  "status",
  "fault",
  "reason",
  "ms",
  "account",
  "region",
  "requestId",
  "url",
  "file",
  "count",
] as const satisfies readonly Exclude<keyof LogFields, "error">[];

const nothing = () => {};

/** Says nothing. */
export const silentLog: Log = Object.freeze({
  error: nothing,
  warn: nothing,
  info: nothing,
  debug: nothing,
  request: nothing,
  flush: nothing,
});

export interface LogOptions {
  level: LogLevel;
  format: LogFormat;
  /** Tells the time of a line. Default: the system's time. */
  now?: () => number;
  /** Takes whole lines. Default: the standard output. */
  write?: (lines: string) => void;
}

/** Opens a log. pino is imported only for JSON: it would cost each start 15 ms and 9 MiB. */
export async function openLog({
  level,
  format,
  now = movableClock().now,
  write = (lines) => process.stdout.write(lines),
}: LogOptions): Promise<Log> {
  if (level === "silent") return silentLog;
  const sink = format === "json" ? await jsonSink(now, write) : textSink(now, write);

  const line = (at: Level, message: string, { error, ...fields }: LogFields) =>
    sink.write(at, message, safe(fields), error === undefined ? undefined : asError(error));
  const writer = (at: Level): WriteLine =>
    levels.indexOf(at) > levels.indexOf(level)
      ? nothing
      : (message, fields = {}) => line(at, message, fields);
  const info = writer("info");
  const error = writer("error");

  return {
    error,
    warn: writer("warn"),
    info,
    debug: writer("debug"),
    request: (fields) => (fields.status >= 500 ? error : info)("request", fields),
    flush: sink.flush,
  };
}

function safe(fields: LogFields): Fields {
  const kept: Record<string, string | number> = {};
  for (const name of fieldNames) {
    const value = fields[name];
    if (value !== undefined) kept[name] = name === "ms" ? Math.round(Number(value) * 10) / 10 : value;
  }
  return kept;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** `09:31:05 info  AdminGetUser pool=us-east-1_Quickstrt 200 1.4 ms` */
function textSink(now: () => number, write: (lines: string) => void): Sink {
  const pending: string[] = [];
  let scheduled = false;
  const flush = () => {
    scheduled = false;
    if (pending.length > 0) write(pending.splice(0).join(""));
  };

  return {
    flush,
    write(level, message, fields, error) {
      const time = new Date(now()).toTimeString().slice(0, 8);
      const words = "status" in fields ? requestWords(fields) : [message, ...pairs(fields)];
      const stack = error === undefined ? "" : `\n${indent(error.stack ?? error.message)}`;
      pending.push(`${time} ${level.padEnd(5)} ${words.map(printable).join(" ")}${stack}\n`);
      // One write for all lines of a tick: a write to the terminal costs more than the request that it is about.
      if (!scheduled) setImmediate(flush);
      scheduled = true;
    },
  };
}

function requestWords({
  service: _,
  requestId,
  operation,
  method,
  path,
  status,
  fault,
  ms,
  ...rest
}: Fields) {
  const subject = operation === undefined ? [method, path] : [operation];
  const outcome = [status, fault].filter((word) => word !== undefined);
  return [...subject, ...pairs(rest), ...outcome, `${ms} ms`].map(String);
}

function pairs(fields: Fields): string[] {
  return Object.entries(fields).map(([name, value]) => `${name}=${value}`);
}

/** A request chooses its own path and may not forge a second line with it. */
function printable(word: string): string {
  return word.replace(/\p{Cc}/gu, "\uFFFD");
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}

async function jsonSink(now: () => number, write: (lines: string) => void): Promise<Sink> {
  const { pino } = await import("pino");
  const logger = pino(
    {
      level: "debug",
      base: null,
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.err },
    },
    { write },
  );
  return {
    flush: nothing,
    write: (level, message, fields, error) =>
      logger[level](error === undefined ? fields : { ...fields, err: error }, message),
  };
}
