// A thread that answers SRP challenges.

import { parentPort } from "node:worker_threads";
import { answer } from "./srp.js";

parentPort.on("message", (/** @type {import("./srp.js").Challenge[]} */ challenges) => {
  parentPort.postMessage(challenges.map(answer));
});
