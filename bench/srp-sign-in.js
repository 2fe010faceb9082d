// Measures sign-in by SRP: both calls of it, but not the client's maths, which would take more of the processor than
// the server does. Calls come in rounds: each round answers the challenges of the round before and begins as many new
// sign-ins; between the rounds, while the clock stands still, threads compute the clients' answers.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { drive, openConnections, recorder } from "./load.js";
import { ephemeral } from "./srp.js";
import { call, cycle, PASSWORD, scatter, usernameOf } from "./users.js";

/** Rounds that only warm up. The first of them has no challenges to answer. */
const WARM_UP_ROUNDS = 2;

/**
 * @param {import("./flows.js").Scene} scene
 * @returns {Promise<import("./load.js").Measured>}
 */
export async function measureSrpSignIn({ server, options, pool, users }) {
  const size = options.quick ? 100 : 400;
  const secrets = cycle(Array.from({ length: 64 }, ephemeral));
  const anyone = scatter(users);
  const record = recorder(server, false);
  const eachCall = { success: () => {}, failure: record.failure };
  const connections = await openConnections(server, options.connections);
  const thinkers = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL("./srp-worker.js", import.meta.url)),
  );
  try {
    /** @type {{ responses: Record<string, string>, milliseconds: number }[]} */
    let answers = [];
    for (let round = 0; record.seconds < options.seconds; round++) {
      /** @type {{ challenge: import("./srp.js").Challenge, milliseconds: number }[]} */
      const begun = [];
      const begin = () => {
        const { a, A } = secrets();
        return {
          ...call("InitiateAuth", {
            ClientId: pool.clientId,
            AuthFlow: "USER_SRP_AUTH",
            AuthParameters: { USERNAME: usernameOf(anyone()), SRP_A: A },
          }),
          answered: (body, milliseconds) => {
            const parameters = JSON.parse(body).ChallengeParameters;
            begun.push({
              challenge: { a, A, pool: pool.poolId, password: PASSWORD, parameters },
              milliseconds,
            });
          },
        };
      };
      const finish = ({ responses, milliseconds: before }) => ({
        ...call("RespondToAuthChallenge", {
          ClientId: pool.clientId,
          ChallengeName: "PASSWORD_VERIFIER",
          ChallengeResponses: responses,
        }),
        answered: (body, milliseconds) => {
          if (!JSON.parse(body).AuthenticationResult?.AccessToken)
            throw new Error(`SRP sign-in gave no tokens: ${body}`);
          if (round >= WARM_UP_ROUNDS) record.success(before + milliseconds);
        },
      });
      const calls = Array.from({ length: size }, (_, n) =>
        answers[n] ? [finish(answers[n]), begin()] : [begin()],
      ).flat();

      if (round >= WARM_UP_ROUNDS) record.resume();
      await drive(connections, () => calls.shift(), eachCall);
      if (round >= WARM_UP_ROUNDS) record.pause();
      if (record.error && begun.length < size / 2) throw record.error;
      answers = await answerAll(thinkers, begun);
    }
    return record.finish();
  } finally {
    for (const connection of connections) connection.close();
    await Promise.all(thinkers.map((thinker) => thinker.terminate()));
  }
}

/**
 * @param {Worker[]} thinkers
 * @param {{ challenge: import("./srp.js").Challenge, milliseconds: number }[]} begun
 */
async function answerAll(thinkers, begun) {
  const share = Math.ceil(begun.length / thinkers.length);
  const answers = await Promise.all(
    thinkers.map(
      (thinker, n) =>
        new Promise((resolve, reject) => {
          thinker.once("message", resolve).once("error", reject);
          thinker.postMessage(begun.slice(n * share, (n + 1) * share).map(({ challenge }) => challenge));
        }),
    ),
  );
  return answers.flat().map((responses, n) => ({ responses, milliseconds: begun[n].milliseconds }));
}
