// Fetches cognito-local for comparison: from npm, into a temporary folder, at run time; it is no dependency of ours.

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Installs it; the folder disappears with this process. */
export async function installCognitoLocal() {
  const folder = mkdtempSync(join(tmpdir(), "cognito-local-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  await run("npm", ["install", "--no-audit", "--no-fund", "cognito-local"], {
    cwd: folder,
    shell: process.platform === "win32",
  });
  const home = join(folder, "node_modules", "cognito-local");
  const { bin, version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  return {
    version,
    command: join(home, typeof bin === "string" ? bin : bin["cognito-local"]),
    workFolder: () => workFolder(folder),
  };
}

/**
 * A fresh working directory, configured so that users have user names, as they do in the emulator by default.
 * @param {string} folder
 */
function workFolder(folder) {
  const work = mkdtempSync(join(folder, "state-"));
  mkdirSync(join(work, ".cognito"));
  const config = { UserPoolDefaults: { UsernameAttributes: [] } };
  writeFileSync(join(work, ".cognito", "config.json"), JSON.stringify(config));
  return work;
}
