// A function in a local module: as many threads as it has events at once, within bounds, and new ones when its files
// change.
import { performance } from "node:perf_hooks";
import type { FinishedLambdaResult } from "./lambda.js";
import type { HandlerCall } from "./protocol.js";
import { addFiles, haveChanged, MISSING, type Sources, sourcesOf } from "./sources.js";
import { startThread, type Thread } from "./thread.js";

/** Further events wait for their turn. */
const MOST_THREADS = 8;
/** A thread that had nothing to do for so long is ended. */
const IDLE_MS = 60_000;
/** What is kept of an invocation's output: its end. */
const LOG_CHARACTERS = 64 * 1024;

export interface LocalFunctionOptions {
  readonly file: string;
  readonly exportName: string | undefined;
  readonly environment: () => Readonly<Record<string, string>>;
  readonly memoryMb: number;
  /** Gets the function's output as it is written. */
  readonly output: (text: string) => void;
}

export interface LocalFunction {
  invoke(call: HandlerCall): Promise<FinishedLambdaResult>;
  /** Lets what runs come to its end, for a function that is somewhere else from now on. */
  retire(): void;
  close(): void;
}

interface IdleThread {
  readonly thread: Thread;
  readonly timer: NodeJS.Timeout;
}

export function localFunction(options: LocalFunctionOptions): LocalFunction {
  const { file, exportName, environment, memoryMb, output } = options;
  const idle: IdleThread[] = [];
  const running = new Set<Thread>();
  const turns: (() => void)[] = [];
  let active = 0;
  let sources: Sources = new Map();
  let retired = false;
  let closed = false;

  const endIdle = (): void => {
    for (const { thread, timer } of idle.splice(0)) {
      clearTimeout(timer);
      thread.end();
    }
  };

  /** Threads that have loaded older files than those of now are of no use. */
  const followChanges = (): void => {
    if (sources.size > 0 && !haveChanged(sources)) return;
    endIdle();
    sources = sourcesOf(file);
  };

  const take = (): Thread => {
    for (let last = idle.pop(); last; last = idle.pop()) {
      clearTimeout(last.timer);
      if (last.thread.usable) return last.thread;
    }
    const loaded = sources;
    return startThread({
      file,
      exportName,
      environment: environment(),
      memoryMb,
      strayLog: output,
      onLoaded: (files) => addFiles(loaded, files),
    });
  };

  const giveBack = (thread: Thread, loaded: Sources): void => {
    if (!thread.usable) return;
    // The files may have changed while it ran.
    if (closed || retired || loaded !== sources) {
      thread.end();
      return;
    }
    const timer = setTimeout(() => {
      idle.splice(idle.indexOf(entry), 1);
      thread.end();
    }, IDLE_MS).unref();
    const entry = { thread, timer };
    idle.push(entry);
  };

  return {
    async invoke(call) {
      const startedAt = performance.now();
      if (active < MOST_THREADS) active++;
      else await new Promise<void>((resolve) => turns.push(resolve));
      let logs = "";
      try {
        if (closed) return { outcome: "crashed", reason: "the emulator is closing", logs, ms: 0 };
        followChanges();
        if (sources.get(file) === MISSING)
          return {
            outcome: "refused",
            reason: "ResourceNotFoundException",
            detail: `there is no file ${file}`,
            ms: performance.now() - startedAt,
          };
        const loaded = sources;
        const thread = take();
        running.add(thread);
        const result = await thread.run(call, (text) => {
          logs = (logs + text).slice(-LOG_CHARACTERS);
          output(text);
        });
        running.delete(thread);
        giveBack(thread, loaded);
        return { ...result, logs, ms: performance.now() - startedAt };
      } catch (error) {
        // Such as a limit of the system on threads.
        return { outcome: "crashed", reason: String(error), logs, ms: performance.now() - startedAt };
      } finally {
        const next = turns.shift();
        if (next) next();
        else active--;
      }
    },
    retire() {
      retired = true;
      endIdle();
    },
    close() {
      closed = true;
      endIdle();
      for (const thread of running) thread.end();
    },
  };
}
