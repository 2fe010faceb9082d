// Measures how fast a server comes up and how much memory it holds while nothing happens.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { median } from "./load.js";
import { residentMiB } from "./processes.js";

const run = promisify(execFile);

/** How long a server is left alone before its memory is read. */
const SETTLE_MS = 3000;

/**
 * From the start of the command to its first answered call, each time in a new process.
 * @param {import("./servers.js").Product} product
 * @param {import("./options.js").Options} options
 */
export async function measureColdStart(product, options) {
  const times = [];
  for (let n = 0; n < options.starts; n++) {
    const server = await product.start();
    times.push(server.startedMs);
    await server.stop();
  }
  return { medianMs: median(times), fastestMs: Math.min(...times), slowestMs: Math.max(...times) };
}

/** @param {import("./servers.js").Product} product */
export async function measureIdleMemory(product) {
  const server = await product.start();
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    return { residentMiB: residentMiB(server.pid) };
  } finally {
    await server.stop();
  }
}

/**
 * `startEmulator()` inside a process that has loaded the library.
 * @param {import("./options.js").Options} options
 */
export async function measureLibrary(options) {
  const script = fileURLToPath(new URL("./library-child.js", import.meta.url));
  /** @type {{ importMs: number, firstMs: number, repeatedMs: number }[]} */
  const results = [];
  for (let n = 0; n < options.starts; n++) {
    const { stdout } = await run(process.execPath, [script]);
    results.push(JSON.parse(/** @type {string} */ (stdout.trim().split("\n").at(-1))));
  }
  return {
    importMs: median(results.map((result) => result.importMs)),
    firstMs: median(results.map((result) => result.firstMs)),
    repeatedMs: median(results.map((result) => result.repeatedMs)),
  };
}
