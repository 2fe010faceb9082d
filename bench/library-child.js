// Starts the emulator in its own process several times, as a test suite does, and prints the times as JSON.

import { median } from "./load.js";

const REPEATS = 10;

const [{ startEmulator }, importMs] = await timed(() => import("cognito-emulator"));
const firstMs = await start();
const repeated = [];
for (let n = 0; n < REPEATS; n++) repeated.push(await start());
console.log(JSON.stringify({ importMs, firstMs, repeatedMs: median(repeated) }));

async function start() {
  const [emulator, milliseconds] = await timed(() => startEmulator());
  await emulator.close();
  return milliseconds;
}

/**
 * @template Value
 * @param {() => Promise<Value>} work
 * @returns {Promise<[Value, number]>}
 */
async function timed(work) {
  const started = performance.now();
  const value = await work();
  return [value, performance.now() - started];
}
