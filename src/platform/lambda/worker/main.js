// @ts-check
// The thread of a function: loads its module once, then handles one event after the other.
//
// The files of this folder are plain JavaScript because threads load them as they are, also where the emulator's
// sources run uncompiled.
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { captureOutput } from "./console.js";
import { startInvocation } from "./invocation.js";
import { HandlerNotFound, loadedFiles, loadHandler } from "./module.js";

/** @typedef {import("../protocol.js").ThreadMessage} ThreadMessage */

if (isMainThread || parentPort === null) throw new Error("This file runs in a worker thread");
const port = parentPort;

/** @param {ThreadMessage} message */
const tell = (message) => port.postMessage(message);

const output = captureOutput((text) => tell({ type: "log", text }));

// To a thread, the process is the emulator: a function that kills "itself" may only end its thread.
const kill = process.kill;
process.kill = (pid, signal) => (pid === process.pid && signal !== 0 ? process.exit(1) : kill(pid, signal));

/** @type {import("./invocation.js").Invocation | undefined} */
let current;

/**
 * @param {unknown} error
 * @param {string} [errorType]
 */
function endWith(error, errorType) {
  const described = describe(error);
  const typed = errorType ? { ...described, errorType, errorMessage: String(error) } : described;
  tell({ type: "error", error: typed, fatal: true });
  process.exit(129);
}
process.on("uncaughtException", (error) => endWith(error));
process.on("unhandledRejection", (reason) => endWith(reason, "Runtime.UnhandledPromiseRejection"));

try {
  const handler = await loadHandler(workerData);
  port.on("message", (/** @type {import("../protocol.js").HandlerCall} */ call) => {
    output.begin();
    // With the port asleep, an event loop that runs empty tells that nothing is left that could answer.
    port.unref();
    current = startInvocation(handler, call, (result) => {
      current = undefined;
      port.ref();
      if ("json" in result) tell({ type: "answer", json: result.json });
      else tell({ type: "error", error: describe(result.error), fatal: false });
    });
  });
  process.on("beforeExit", () => {
    if (current) current.idle();
    else port.ref();
  });
  tell({ type: "loaded", files: loadedFiles() });
} catch (error) {
  // Where it went wrong is in the stack only.
  if (error instanceof Error) console.error(error.stack);
  tell({ type: "unloadable", reason: error instanceof HandlerNotFound ? error.message : String(error) });
  process.exit(1);
}

/**
 * An error as Lambda's runtime reports it.
 * @param {unknown} error
 * @returns {import("../protocol.js").FunctionError}
 */
function describe(error) {
  try {
    if (error instanceof Error || Object.prototype.toString.call(error) === "[object Error]") {
      const { name, message, stack } = /** @type {Error} */ (error);
      return {
        errorType: String(name),
        errorMessage: String(message),
        stack: String(stack ?? "").split("\n"),
      };
    }
    return { errorType: typeof error, errorMessage: String(error), stack: [] };
  } catch {
    return { errorType: "handled", errorMessage: "callback called with an unreadable error", stack: [] };
  }
}
