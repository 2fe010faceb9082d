// The load generator: keeps a number of connections busy and says how many calls a second were answered, how long
// they took and how much of the processor the server and the generator themselves used.

import { availableParallelism } from "node:os";
import { ApiError } from "./api.js";
import { openConnection } from "./http-client.js";
import { machineCpuSeconds, processCpuSeconds } from "./processes.js";

/**
 * @typedef {object} Call
 * @property {string} operation
 * @property {string} request                     the bytes to send
 * @property {(body: string, milliseconds: number) => void} [answered]  takes the answer
 */

/**
 * @typedef {object} Measured
 * @property {number} opsPerSecond
 * @property {number} count
 * @property {number} failures
 * @property {string} [failure]           the first one
 * @property {number} p50Ms
 * @property {number} p99Ms
 * @property {number} [serverCores]       processor that the server used, in cores
 * @property {number} generatorCores      the same of the generator
 * @property {number} [otherCores]        and what other programs used meanwhile
 * @property {number} [serverCpuMsPerOp]
 */

/**
 * Sends calls for a while (or until there are no more of them), after a warm-up that is not counted.
 * @param {import("./servers.js").Server} server
 * @param {import("./options.js").Options} options
 * @param {() => Call | undefined} next
 * @param {object} [mode]
 * @param {boolean} [mode.awake]  whether the generator never sleeps
 * @param {(connection: import("./http-client.js").Connection) => import("./http-client.js").Connection} [mode.through]
 *   makes of a call what takes several requests
 * @returns {Promise<Measured>}
 */
export async function measure(server, options, next, { awake = false, through } = {}) {
  const opened = await openConnections(server, options.connections);
  const connections = through ? opened.map(through) : opened;
  const rest = awake && availableParallelism() > 1 ? stayAwake() : () => {};
  try {
    const warmUp = recorder(server);
    await drive(connections, next, warmUp, performance.now() + options.warmUpSeconds * 1000);
    if (warmUp.count === 0 && warmUp.error) throw warmUp.error;
    const run = recorder(server);
    await drive(connections, next, run, performance.now() + options.seconds * 1000);
    if (run.count === 0 && run.error) throw run.error;
    return run.finish();
  } finally {
    rest();
    for (const connection of connections) connection.close();
  }
}

/** Processor, in cores, that other programs may use before a measurement counts as disturbed. */
const DISTURBANCE = 0.25;
const TRIES = 4;

/** @param {Measured} measured */
export function isDisturbed({ otherCores = 0 }) {
  return otherCores > DISTURBANCE;
}

/**
 * Repeats a measurement while other programs disturb it, and keeps the one that was disturbed least.
 * @param {import("./options.js").Options} options
 * @param {() => Promise<Measured>} measurement
 */
export async function undisturbed({ quick }, measurement) {
  let best = await measurement();
  for (let tries = quick ? TRIES : 1; tries < TRIES && isDisturbed(best); tries++) {
    const again = await measurement();
    // What uses something up can come to an end.
    if (again.count > best.count / 4 && (again.otherCores ?? 0) < (best.otherCores ?? 0)) best = again;
  }
  return best;
}

/**
 * Keeps the generator polling its sockets instead of sleeping until an answer comes. Waking a process costs the one
 * that wakes it as much as a small answer does, and only a server that is slower than the generator would pay it. For
 * calls that one thread of the server answers, so that a core is free for this.
 */
function stayAwake() {
  let awake = true;
  const again = () => {
    if (awake) setImmediate(again);
  };
  again();
  return () => {
    awake = false;
  };
}

/**
 * @param {import("./servers.js").Server} server
 * @param {number} count
 */
export function openConnections(server, count) {
  return Promise.all(Array.from({ length: count }, () => openConnection(server.url)));
}

/**
 * Keeps all connections busy until the deadline or until `next` has nothing more.
 * @param {import("./http-client.js").Connection[]} connections
 * @param {() => Call | undefined} next
 * @param {{ success: (milliseconds: number) => void, failure: (error: ApiError) => boolean }} record
 * @param {number} [deadline]
 */
export async function drive(connections, next, record, deadline = Number.POSITIVE_INFINITY) {
  await Promise.all(
    connections.map(async (connection) => {
      for (;;) {
        const started = performance.now();
        if (started >= deadline) return;
        const call = next();
        if (!call) return;
        const answer = await connection.send(call.request);
        const milliseconds = performance.now() - started;
        if (answer.status === 200) {
          record.success(milliseconds);
          call.answered?.(answer.body, milliseconds);
        } else if (record.failure(new ApiError(call.operation, answer))) {
          return;
        }
      }
    }),
  );
}

/**
 * Collects the results of one measurement. Its clock runs from the start unless told otherwise.
 * @param {import("./servers.js").Server} server
 */
export function recorder(server, running = true) {
  /** @type {number[]} */
  const latencies = [];
  let failures = 0;
  /** @type {ApiError | undefined} */
  let error;
  let seconds = 0;
  let serverCpu = 0;
  let ownCpu = 0;
  let allCpu = 0;
  let lap = clocks(server);

  return {
    get count() {
      return latencies.length;
    },
    get error() {
      return error;
    },
    /** @param {number} milliseconds */
    success(milliseconds) {
      latencies.push(milliseconds);
    },
    /**
     * Notes a failure and says whether to give up.
     * @param {ApiError} failure
     */
    failure(failure) {
      failures += 1;
      error ??= failure;
      return latencies.length === 0 ? failures > 20 : failures > 1000;
    },
    /** Goes on counting time; what passed since the pause is not counted. */
    resume() {
      running = true;
      lap = clocks(server);
    },
    pause() {
      running = false;
      const now = clocks(server);
      seconds += (now.at - lap.at) / 1000;
      serverCpu += (now.server ?? 0) - (lap.server ?? 0);
      ownCpu += now.own - lap.own;
      allCpu += now.all - lap.all;
      lap = now;
    },
    get seconds() {
      return seconds;
    },
    /** @returns {Measured} */
    finish() {
      if (running) this.pause();
      const sorted = Float64Array.from(latencies).sort();
      const knowsServer = lap.server !== undefined && seconds >= 0.1;
      return {
        opsPerSecond: sorted.length / seconds,
        count: sorted.length,
        failures,
        failure: error?.message,
        p50Ms: percentile(sorted, 0.5),
        p99Ms: percentile(sorted, 0.99),
        serverCores: knowsServer ? serverCpu / seconds : undefined,
        generatorCores: ownCpu / seconds,
        otherCores: knowsServer ? Math.max(0, (allCpu - serverCpu - ownCpu) / seconds) : undefined,
        serverCpuMsPerOp: knowsServer ? (serverCpu / sorted.length) * 1000 : undefined,
      };
    },
  };
}

/** @param {import("./servers.js").Server} server */
function clocks(server) {
  const own = process.cpuUsage();
  return {
    at: performance.now(),
    server: processCpuSeconds(server.pid),
    own: (own.user + own.system) / 1e6,
    all: machineCpuSeconds(),
  };
}

/**
 * @param {ArrayLike<number>} sorted
 * @param {number} part
 */
export function percentile(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** @param {number[]} values */
export function median(values) {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
