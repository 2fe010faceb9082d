// Starts the servers that are measured, each in a process of its own.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { request } from "./api.js";
import { openConnection } from "./http-client.js";

const here = dirname(fileURLToPath(import.meta.url));

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {number} pid
 * @property {number} startedMs  from the start of the process to its first answered call
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} Product
 * @property {string} name
 * @property {() => Promise<Server>} start
 */

/**
 * The installed command, keeping no state.
 * @param {string} [profiles]  a folder for V8's processor profiles of it, one for each process
 * @returns {Product}
 */
export function emulator(profiles) {
  const command = join(here, "..", "bin", "cognito-emulator.js");
  const profiling = profiles ? ["--cpu-prof", `--cpu-prof-dir=${profiles}`] : [];
  return {
    name: "cognito-emulator",
    start: () =>
      startServer((port) => ({
        args: [
          ...profiling,
          command,
          "start",
          "--ephemeral",
          "--port",
          String(port),
          "--log-level",
          "silent",
        ],
      })),
  };
}

/**
 * cognito-local, which keeps its state in its working directory.
 * @param {{ command: string, workFolder: () => string, version: string }} installed
 * @returns {Product}
 */
export function cognitoLocal({ command, workFolder, version }) {
  return {
    name: `cognito-local ${version}`,
    start: () =>
      startServer((port) => ({
        args: [command],
        cwd: workFolder(),
        env: { PORT: String(port), HOST: "127.0.0.1" },
      })),
  };
}

/** A bare node:http server that parses JSON and writes it back. @returns {Product} */
export function echo() {
  return {
    name: "node:http echo",
    start: () => startServer((port) => ({ args: [join(here, "echo-server.js"), String(port)] })),
  };
}

/**
 * @param {(port: number) => { args: string[], cwd?: string, env?: Record<string, string> }} command
 * @returns {Promise<Server>}
 */
async function startServer(command) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { args, cwd, env } = command(port);
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaints = (complaints + text).slice(-2000);
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const died = exited.then((code) => {
    throw new Error(`The server ended with code ${code}: ${complaints.trim() || "(nothing on stderr)"}`);
  });
  died.catch(() => {});

  const stop = async () => {
    child.kill("SIGTERM");
    const forced = setTimeout(() => child.kill("SIGKILL"), 5000);
    await exited;
    clearTimeout(forced);
  };
  try {
    await Promise.race([firstAnswer(url, startedAt + 30_000), died]);
  } catch (error) {
    if (child.exitCode === null) await stop();
    throw error;
  }
  return { url, pid: /** @type {number} */ (child.pid), startedMs: performance.now() - startedAt, stop };
}

/**
 * Waits until the server answers a call of the API (with whatever status).
 * @param {string} url
 * @param {number} deadline
 */
async function firstAnswer(url, deadline) {
  const call = request("ListUserPools", { MaxResults: 1 });
  for (;;) {
    try {
      const connection = await openConnection(url);
      await connection.send(call);
      connection.close();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw new Error("No answer within 30 s", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
