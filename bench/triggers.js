// Measures what a Lambda trigger adds to a call when its function is a local module.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * @typedef {object} TriggerCost
 * @property {number} firstMs      the first call, which starts the function's thread
 * @property {number} plainMs      SignUp without a trigger
 * @property {number} triggeredMs  SignUp with one
 * @property {number} overheadMs
 */

/**
 * @param {import("./options.js").Options} options
 * @returns {Promise<TriggerCost>}
 */
export async function measureTriggers(options) {
  const script = fileURLToPath(new URL("./triggers-child.js", import.meta.url));
  const { stdout } = await run(process.execPath, [script, options.quick ? "200" : "2000"]);
  return JSON.parse(/** @type {string} */ (stdout.trim().split("\n").at(-1)));
}
