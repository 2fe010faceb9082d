// One worker thread that runs one function, one event at a time, and may break in any way without harm.
import { Worker } from "node:worker_threads";
import {
  type FunctionError,
  type HandlerCall,
  LARGEST_ANSWER,
  type ThreadData,
  type ThreadMessage,
  tooLarge,
} from "./protocol.js";

/** How an event ended in a thread. */
export type ThreadResult =
  | { readonly outcome: "answered"; readonly payload: unknown }
  | ({ readonly outcome: "failed" } & FunctionError)
  | { readonly outcome: "timedOut" }
  | { readonly outcome: "crashed"; readonly reason: string };

export interface Thread {
  /** False once it has ended, or is about to. */
  readonly usable: boolean;
  /** Never rejects. `log` gets what the function writes meanwhile. */
  run(call: HandlerCall, log: (text: string) => void): Promise<ThreadResult>;
  end(): void;
}

export interface ThreadOptions extends ThreadData {
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  /** Gets what the function writes between events. */
  readonly strayLog: (text: string) => void;
  /** Gets the files that the module has loaded, as far as it knows them. */
  readonly onLoaded: (files: readonly string[]) => void;
}

/** As long as Lambda gives a function to load. */
const LOAD_LIMIT_MS = 10_000;

export function startThread({
  file,
  exportName,
  environment,
  memoryMb,
  strayLog,
  onLoaded,
}: ThreadOptions): Thread {
  const data: ThreadData = { file, exportName };
  const worker = new Worker(new URL("./worker/main.js", import.meta.url), {
    workerData: data,
    env: environment,
    // Flags and module hooks of the program around the emulator are not meant for functions.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    stdout: true,
    stderr: true,
  });
  let usable = true;
  let log = strayLog;
  let isLoaded = false;
  let ended: ThreadResult | undefined;
  let waiting: { call: HandlerCall; settle: (result: ThreadResult) => void } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const settle = (result: ThreadResult): void => {
    clearTimeout(timer);
    log = strayLog;
    worker.unref();
    const { settle: tell } = waiting ?? {};
    waiting = undefined;
    tell?.(result);
  };
  const end = (result: ThreadResult): void => {
    if (ended === undefined) ended = result;
    usable = false;
    settle(ended);
  };
  const limit = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      end({ outcome: "timedOut" });
      void worker.terminate();
    }, ms);
  };
  const post = (call: HandlerCall): void => {
    limit(call.timeoutMs);
    worker.postMessage(call);
  };

  worker.on("message", (message: ThreadMessage) => {
    switch (message.type) {
      case "log":
        return log(message.text);
      case "loaded":
        isLoaded = true;
        onLoaded(message.files);
        if (waiting) post(waiting.call);
        return;
      case "unloadable":
        return end({ outcome: "crashed", reason: message.reason });
      case "answer":
        return settle(answered(message.json));
      case "error":
        if (!message.fatal) return settle({ outcome: "failed", ...message.error });
        return end(
          isLoaded
            ? { outcome: "failed", ...message.error }
            : { outcome: "crashed", reason: message.error.errorMessage },
        );
    }
  });
  worker.on("error", (error: NodeJS.ErrnoException) => {
    const died = error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "signal: killed" : String(error);
    end({ outcome: "crashed", reason: exited(waiting?.call, died) });
  });
  worker.on("exit", (code) => {
    end({
      outcome: "crashed",
      reason: exited(waiting?.call, code === 0 ? undefined : `exit status ${code}`),
    });
  });
  // Nothing is written there, but what nobody reads would be kept.
  worker.stdout.resume();
  worker.stderr.resume();
  worker.unref();

  return {
    get usable() {
      return usable;
    },
    run: (call, logOfCall) =>
      new Promise((resolve) => {
        if (ended) return resolve(ended);
        log = logOfCall;
        waiting = { call, settle: resolve };
        worker.ref();
        if (isLoaded) post(call);
        else limit(LOAD_LIMIT_MS);
      }),
    end() {
      usable = false;
      void worker.terminate();
    },
  };
}

function answered(json: string): ThreadResult {
  if (Buffer.byteLength(json) > LARGEST_ANSWER) return { outcome: "failed", ...tooLarge };
  return { outcome: "answered", payload: JSON.parse(json) };
}

/** In the words of Lambda, which Cognito passes on. */
function exited(call: HandlerCall | undefined, how: string | undefined): string {
  const what = how === undefined ? "exited without providing a reason" : `exited with error: ${how}`;
  return `RequestId: ${call?.requestId ?? "none"} Error: Runtime ${what}`;
}
