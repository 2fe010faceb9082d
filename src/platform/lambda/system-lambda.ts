// The functions of this machine and network: finds where an ARN's function is and invokes it there.
import type { Clock } from "../clock.js";
import type { Entropy } from "../entropy.js";
import type { Log } from "../log.js";
import { functionEnvironment } from "./environment.js";
import type { InvokeApi } from "./invoke-api.js";
import type { FinishedLambdaResult, Lambda, LambdaTargets } from "./lambda.js";
import type { LocalFunction } from "./local-function.js";
import type { HandlerCall } from "./protocol.js";
import { type FunctionName, type FunctionPlace, functionName, namesOf, placeOf } from "./targets.js";

export interface SystemLambdaOptions {
  /** Cognito gives a function 5 s. Real time, whatever the emulator's clock says. */
  readonly timeoutMs: number;
  /** Of functions without a mapping: a URL, or `aws`. */
  readonly endpoint?: string | undefined;
  /** The KMS that encrypts what functions get, when it is not the emulator's own: a URL, or `aws`. */
  readonly kmsEndpoint?: string | undefined;
  /** What every local module has in its environment. */
  readonly environment?: () => Readonly<Record<string, string | undefined>>;
  /** The heap of a local module, beyond which its thread ends. */
  readonly memoryMb?: number;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

type ModulePlace = FunctionPlace & { kind: "module" };
type Local = LocalFunction & { readonly place: ModulePlace; readonly logStream: string };

/** Nobody waits for an Event, but a function that never ends must not run for ever. */
const EVENT_LIMIT_MS = 60_000;

export function systemLambda(options: SystemLambdaOptions): Lambda {
  const {
    timeoutMs,
    endpoint,
    kmsEndpoint,
    environment = () => ({}),
    memoryMb = 256,
    clock,
    entropy,
    log,
  } = options;
  const places = new Map<string, FunctionPlace>();
  const locals = new Map<string, Local>();
  let api: InvokeApi | undefined;
  let emulatorUrl: string | undefined;
  let closed = false;

  const find = (name: FunctionName): FunctionPlace | undefined => {
    for (const candidate of namesOf(name)) {
      const place = places.get(candidate);
      if (place) return place;
    }
    return undefined;
  };

  const local = async (name: FunctionName, place: ModulePlace): Promise<Local> => {
    const { localFunction } = await import("./local-function.js");
    const known = locals.get(name.arn);
    if (known) return known;
    const logStream = logStreamName(clock, entropy, name);
    const made = localFunction({
      ...place,
      memoryMb,
      output: (text) => logLines(log, name.name, text),
      environment: () =>
        functionEnvironment({
          surroundings: environment(),
          emulatorUrl,
          kmsEndpoint,
          name,
          place,
          memoryMb,
          logStream,
        }),
    });
    const entry = { ...made, place, logStream };
    locals.set(name.arn, entry);
    if (closed) entry.close();
    return entry;
  };

  const run = async (
    name: FunctionName,
    place: FunctionPlace,
    event: string,
    limitMs: number,
  ): Promise<FinishedLambdaResult> => {
    if (place.kind === "http") {
      const { invokeUrl } = await import("./http-function.js");
      return invokeUrl(place.url, event, limitMs);
    }
    const { logStream, invoke } = await local(name, place);
    const call: HandlerCall = {
      requestId: entropy.uuid(),
      event,
      timeoutMs: limitMs,
      functionArn: name.arn,
      functionName: name.name,
      functionVersion: name.version,
      memoryMb,
      logStream,
    };
    return invoke(call);
  };

  return {
    async invoke(invocation) {
      const { functionArn, event, kind } = invocation;
      const limitMs = kind === "Event" ? Math.max(EVENT_LIMIT_MS, timeoutMs) : timeoutMs;
      const name = functionName(functionArn);
      const place = find(name);
      if (place) {
        const finished = run(name, place, JSON.stringify(event), limitMs);
        return kind === "Event" ? { outcome: "accepted", finished } : finished;
      }
      if (endpoint === undefined) return { outcome: "unmapped" };
      api ??= (await import("./invoke-api.js")).invokeApi(endpoint);
      return api.invoke(name, invocation, timeoutMs);
    },
    map(targets: LambdaTargets, base = ".") {
      for (const [name, target] of Object.entries(targets)) places.set(name, placeOf(target, base));
      for (const [arn, { place, retire }] of locals) {
        if (find(functionName(arn)) === place) continue;
        retire();
        locals.delete(arn);
      }
    },
    listeningAt(url) {
      emulatorUrl = url;
      // Threads that fixtures have started meanwhile do not know it.
      for (const { retire } of locals.values()) retire();
      locals.clear();
    },
    async close() {
      closed = true;
      for (const { close } of locals.values()) close();
      api?.close();
    },
  };
}

/** `2026/01/31/[$LATEST]` and 32 hexadecimal digits. */
function logStreamName(clock: Clock, entropy: Entropy, { version }: FunctionName): string {
  const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll("-", "/");
  return `${day}/[${version}]${entropy.uuid().replaceAll("-", "")}`;
}

function logLines(log: Log, name: string, text: string): void {
  for (const line of text.split("\n")) if (line !== "") log.info(`[${name}] ${line}`);
}
