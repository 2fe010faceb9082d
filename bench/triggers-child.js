// Signs users up one after the other, with and without a PreSignUp function in a local module, and prints the times
// as JSON. In a process of its own: sockets and emulator share it, so only the difference means something.

import { fileURLToPath } from "node:url";
import { startEmulator } from "cognito-emulator";
import { openApi } from "./api.js";
import { openConnection } from "./http-client.js";
import { median } from "./load.js";
import { createPool, signUp } from "./users.js";

const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:pre-sign-up";
const count = Number(process.argv[2]);

const emulator = await startEmulator({
  triggers: { "pre-sign-up": fileURLToPath(new URL("./pre-sign-up.js", import.meta.url)) },
});
const api = await openApi(emulator.url);
const plain = await createPool(api);
const triggered = await createPool(api);
await api.call("UpdateUserPool", { UserPoolId: triggered.poolId, LambdaConfig: { PreSignUp: FUNCTION } });
const connection = await openConnection(emulator.url);

const firstMs = await timed(triggered, 0);
/** @type {{ plain: number[], triggered: number[] }} */
const times = { plain: [], triggered: [] };
// Taken in turns, so that both see the same machine.
for (let n = 1; n <= count; n++) {
  times.plain.push(await timed(plain, n));
  times.triggered.push(await timed(triggered, n));
}
connection.close();
api.close();
await emulator.close();

const warm = (/** @type {number[]} */ all) => median(all.slice(all.length / 5));
console.log(
  JSON.stringify({
    firstMs,
    plainMs: warm(times.plain),
    triggeredMs: warm(times.triggered),
    overheadMs: warm(times.triggered) - warm(times.plain),
  }),
);

/**
 * @param {import("./users.js").Pool} pool
 * @param {number} n
 */
async function timed(pool, n) {
  const { request } = signUp(pool, n);
  const started = performance.now();
  const { status, body } = await connection.send(request);
  const milliseconds = performance.now() - started;
  if (status !== 200) throw new Error(`SignUp: ${body}`);
  return milliseconds;
}
