// A thread that does one cryptographic operation for some seconds and answers how often a second it could.

import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { power } from "./srp.js";

const once = workerData === "signature" ? signature() : exponentiation();
once();
parentPort.postMessage("ready");

parentPort.once("message", (/** @type {number} */ seconds) => {
  const started = performance.now();
  const end = started + seconds * 1000;
  let count = 0;
  while (performance.now() < end) {
    once();
    count += 1;
  }
  parentPort.postMessage(count / ((performance.now() - started) / 1000));
  parentPort.close();
});

/** The signature of one token. */
function signature() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const token = randomBytes(900);
  return () => sign("RSA-SHA256", token, privateKey);
}

/** One power in SRP's group: the cost of checking a password against its verifier. */
function exponentiation() {
  const base = power(2n, BigInt(`0x${randomBytes(32).toString("hex")}`));
  const exponent = BigInt(`0x${randomBytes(32).toString("hex")}`);
  return () => power(base, exponent);
}
