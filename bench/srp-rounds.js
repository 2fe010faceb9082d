// Measures sign-ins that take several calls with SRP between them: all calls, but not the client's maths, which would
// take more of the processor than the server does. Calls come in rounds: in each, every sign-in under way takes its next
// step and as many new ones begin; between the rounds, while the clock stands still, threads compute the clients' proofs.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { drive, openConnections, recorder } from "./load.js";
import { call } from "./users.js";

/**
 * A call of a sign-in.
 * @template SignIn
 * @typedef {object} Step
 * @property {string} operation
 * @property {(signIn: SignIn, proof: Record<string, string>) => object} input  the proof is of the step before
 * @property {(signIn: SignIn, body: any) => import("./srp.js").Challenge | undefined} answered  what to prove next
 */

/**
 * @template SignIn
 * @typedef {object} UnderWay
 * @property {SignIn} signIn
 * @property {Record<string, string>} proof
 * @property {number} milliseconds
 */

/**
 * @template SignIn
 * @param {import("./flows.js").Scene} scene
 * @param {() => SignIn | undefined} begin  undefined when there is nobody left, which ends the measurement
 * @param {Step<SignIn>[]} steps  the last one answers tokens
 * @returns {Promise<import("./load.js").Measured>}
 */
export async function measureInRounds({ server, options }, begin, steps) {
  const size = options.quick ? 100 : 400;
  const record = recorder(server, false);
  const eachCall = { success: () => {}, failure: record.failure };
  const connections = await openConnections(server, options.connections);
  const thinkers = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL("./srp-worker.js", import.meta.url)),
  );
  try {
    /** By step. @type {UnderWay<SignIn>[][]} */
    let waiting = steps.map(() => []);
    for (let round = 0; record.seconds < options.seconds; round++) {
      // The first rounds warm up, until there are calls of every step.
      const counts = round >= steps.length;
      waiting[0] = Array.from({ length: size }, begin)
        .filter((signIn) => signIn !== undefined)
        .map((signIn) => ({ signIn, proof: {}, milliseconds: 0 }));
      /** @type {{ challenge: import("./srp.js").Challenge | undefined, step: number, underWay: UnderWay<SignIn> }[]} */
      const answered = [];
      const callOf = (
        /** @type {UnderWay<SignIn>} */ { signIn, proof, milliseconds: before },
        /** @type {number} */ step,
      ) => ({
        ...call(steps[step].operation, steps[step].input(signIn, proof)),
        answered: (/** @type {string} */ text, /** @type {number} */ milliseconds) => {
          const body = JSON.parse(text);
          const underWay = { signIn, proof: {}, milliseconds: before + milliseconds };
          const challenge = steps[step].answered(signIn, body);
          if (step + 1 < steps.length) {
            answered.push({ challenge, step, underWay });
            return;
          }
          if (!body.AuthenticationResult?.AccessToken) throw new Error(`a sign-in gave no tokens: ${text}`);
          if (counts) record.success(underWay.milliseconds);
        },
      });
      const calls = Array.from({ length: size }, (_, n) =>
        steps.flatMap((_, step) => {
          const underWay = waiting[step][n];
          return underWay ? [callOf(underWay, step)] : [];
        }),
      ).flat();
      if (calls.length === 0) break;

      if (counts) record.resume();
      await drive(connections, () => calls.shift(), eachCall);
      if (counts) record.pause();
      if (record.error && answered.length < size / 2) throw record.error;

      const challenged = answered.filter(({ challenge }) => challenge);
      const proofs = await proveAll(
        thinkers,
        challenged.map(({ challenge }) => challenge),
      );
      for (const [n, { underWay }] of challenged.entries()) underWay.proof = proofs[n];
      waiting = steps.map((_, step) =>
        answered.filter((each) => each.step === step - 1).map(({ underWay }) => underWay),
      );
    }
    return record.finish();
  } finally {
    for (const connection of connections) connection.close();
    await Promise.all(thinkers.map((thinker) => thinker.terminate()));
  }
}

/**
 * @param {Worker[]} thinkers
 * @param {import("./srp.js").Challenge[]} challenges
 * @returns {Promise<Record<string, string>[]>}
 */
async function proveAll(thinkers, challenges) {
  const share = Math.ceil(challenges.length / thinkers.length);
  const proofs = await Promise.all(
    thinkers.map(
      (thinker, n) =>
        new Promise((resolve, reject) => {
          thinker.once("message", resolve).once("error", reject);
          thinker.postMessage(challenges.slice(n * share, (n + 1) * share));
        }),
    ),
  );
  return proofs.flat();
}
