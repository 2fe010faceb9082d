// What this machine can do at most: the cryptography of a sign-in, a bare HTTP server, SQLite.

import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { request } from "./api.js";
import { measure, undisturbed } from "./load.js";
import { machineCpuSeconds } from "./processes.js";
import { echo } from "./servers.js";

export const cores = availableParallelism();

export const machine = {
  processor: cpus()[0]?.model.trim() ?? "unknown",
  cores,
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
};

/** Processor, in cores, that other programs use while this one waits. */
async function measureOthers() {
  const before = machineCpuSeconds();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return machineCpuSeconds() - before;
}

/** The body of an AdminGetUser answer, about. */
const ECHO_BODY = {
  Username: "user0000001",
  UserAttributes: [
    { Name: "email", Value: "user0000001@example.com" },
    { Name: "email_verified", Value: "true" },
    { Name: "given_name", Value: "Someone" },
    { Name: "sub", Value: "7f7c9a0e-3c51-70a4-9d7d-2b1f0c9be001" },
  ],
  UserCreateDate: 1767225600.123,
  UserLastModifiedDate: 1767225600.123,
  Enabled: true,
  UserStatus: "CONFIRMED",
};

/**
 * @typedef {object} Limits
 * @property {number} others   cores in use by other programs before the bench began
 * @property {{ one: number, all: number }} signatures       RSA-2048 with SHA-256, a second, on one and on all cores
 * @property {{ one: number, all: number }} exponentiations  3072-bit modulus and base, 256-bit exponent
 * @property {import("./load.js").Measured} echo
 * @property {{ inserts: number, selects: number, fileInserts: number }} sqlite
 */

/**
 * @param {import("./options.js").Options} options
 * @returns {Promise<Limits>}
 */
export async function measureMachine(options) {
  return {
    others: await measureOthers(),
    ...(await measureCryptography(options)),
    echo: await measureEcho(options),
    sqlite: measureSqlite(secondsOf(options)),
  };
}

/**
 * The limits with the cryptography measured once more: what disturbed it at the start of the bench may be over.
 * @param {Limits} limits
 * @param {import("./options.js").Options} options
 * @returns {Promise<Limits>}
 */
export async function measureAgain(limits, options) {
  const again = await measureCryptography(options);
  return {
    ...limits,
    signatures: better(limits.signatures, again.signatures),
    exponentiations: better(limits.exponentiations, again.exponentiations),
  };
}

/** @param {import("./options.js").Options} options */
async function measureCryptography(options) {
  const seconds = secondsOf(options);
  /** @param {"signature" | "exponentiation"} kind */
  const onOneAndAll = async (kind) => ({
    one: await crypto(kind, 1, seconds),
    all: await crypto(kind, cores, seconds),
  });
  return {
    signatures: await onOneAndAll("signature"),
    exponentiations: await onOneAndAll("exponentiation"),
  };
}

/**
 * @param {{ one: number, all: number }} first
 * @param {{ one: number, all: number }} second
 */
function better(first, second) {
  return { one: Math.max(first.one, second.one), all: Math.max(first.all, second.all) };
}

/** @param {import("./options.js").Options} options */
const secondsOf = ({ quick }) => (quick ? 0.3 : 1);

/**
 * The best of three runs: whatever else the machine does can only make it slower.
 * @param {"signature" | "exponentiation"} kind
 * @param {number} threads
 * @param {number} seconds
 */
async function crypto(kind, threads, seconds) {
  const rates = [];
  for (let n = 0; n < 3; n++) rates.push(await cryptoOnce(kind, threads, seconds));
  return Math.max(...rates);
}

/**
 * @param {"signature" | "exponentiation"} kind
 * @param {number} threads
 * @param {number} seconds
 */
async function cryptoOnce(kind, threads, seconds) {
  const workers = await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(new URL("./machine-worker.js", import.meta.url), { workerData: kind });
      await new Promise((resolve) => worker.once("message", resolve));
      return worker;
    }),
  );
  const rates = await Promise.all(
    workers.map(
      (worker) =>
        new Promise((resolve, reject) => {
          worker.once("message", resolve).once("error", reject);
          worker.postMessage(seconds);
        }),
    ),
  );
  return rates.reduce((sum, rate) => sum + rate, 0);
}

/** @param {import("./options.js").Options} options */
async function measureEcho(options) {
  const server = await echo().start();
  try {
    const call = { operation: "echo", request: request("AdminGetUser", ECHO_BODY) };
    return await undisturbed(options, () => measure(server, options, () => call, { awake: true }));
  } finally {
    await server.stop();
  }
}

/** @param {number} seconds */
function measureSqlite(seconds) {
  const folder = mkdtempSync(join(tmpdir(), "bench-sqlite-"));
  try {
    const memory = sqlite(":memory:", seconds);
    const file = sqlite(join(folder, "bench.db"), seconds);
    return { inserts: memory.inserts, selects: memory.selects, fileInserts: file.inserts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One row at a time, each in a transaction of its own.
 * @param {string} file
 * @param {number} seconds
 */
function sqlite(file, seconds) {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.exec(
    "CREATE TABLE user (id TEXT PRIMARY KEY, email TEXT, document TEXT) STRICT, WITHOUT ROWID; CREATE INDEX by_email ON user (email)",
  );
  const insert = database.prepare("INSERT INTO user VALUES (?, ?, ?)");
  const select = database.prepare("SELECT document FROM user WHERE id = ?");
  const document = JSON.stringify(ECHO_BODY);
  const id = (/** @type {number} */ n) => `user${String(n).padStart(8, "0")}`;
  let rows = 0;
  const inserts = rate(seconds, () => insert.run(id(rows), `${rows++}@example.com`, document));
  const selects = rate(seconds, (n) => select.get(id((n * 7919) % rows)));
  database.close();
  return { inserts, selects };
}

/**
 * @param {number} seconds
 * @param {(n: number) => unknown} once
 */
function rate(seconds, once) {
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < seconds * 1000) {
    for (let n = 0; n < 20; n++) once(count++);
  }
  return count / ((performance.now() - started) / 1000);
}
