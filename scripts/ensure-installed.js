// Makes `npm test` work on its own in a fresh clone: installs the dependencies and builds `dist/` when they are
// missing or out of date. Runs as npm's `pretest`, so it may use nothing but Node itself.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Set while this script works, so that a script of npm's that comes back here finds nothing to do. */
const GUARD = "COGNITO_EMULATOR_ENSURING";

/** What the build reads beside `src/`. */
const BUILD_INPUTS = ["package.json", "tsconfig.json", "scripts/build.js"];

if (!process.env[GUARD]) {
  if (!isInstalled()) npm("ci", "the dependencies are missing or out of date");
  // `npm ci` builds through `prepare`; that leaves nothing to do here.
  if (!isBuilt()) {
    npm("run build", "dist/ is missing or older than src/");
    // The compiler leaves alone what did not change; the folder's own time says that dist/ is up to date.
    utimesSync(join(root, "dist"), new Date(), new Date());
  }
}

/** Whether node_modules holds what package-lock.json asks for. */
function isInstalled() {
  const wanted = join(root, "package-lock.json");
  const installed = join(root, "node_modules", ".package-lock.json");
  const installedAt = changedAt(installed);
  if (installedAt === undefined) return false;
  // npm may write the two in either order, and a checkout touches files that it does not change: a newer
  // package-lock.json counts only when it asks for something else.
  return (changedAt(wanted) ?? 0) <= installedAt || sameVersions(wanted, installed);
}

/** Whether every package that the lock file wants (but those of other platforms) is there in that version. */
function sameVersions(wanted, installed) {
  const want = JSON.parse(readFileSync(wanted, "utf8")).packages;
  const have = JSON.parse(readFileSync(installed, "utf8")).packages;
  return (
    Object.keys(have).every((path) => path in want) &&
    Object.entries(want).every(
      ([path, entry]) =>
        path === "" || (have[path] ? have[path].integrity === entry.integrity : entry.optional === true),
    )
  );
}

/** Whether dist/ is younger than everything that it is made of. */
function isBuilt() {
  if (changedAt(join(root, "dist", "index.js")) === undefined) return false;
  const inputs = BUILD_INPUTS.map((path) => changedAt(join(root, path)) ?? 0);
  return Math.max(newestIn(join(root, "src")), ...inputs) <= newestIn(join(root, "dist"));
}

/** The time of the youngest file or folder below a folder: a removed file shows in its folder's time. */
function newestIn(folder) {
  let newest = changedAt(folder) ?? 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const time = entry.isDirectory() ? newestIn(path) : (changedAt(path) ?? 0);
    if (time > newest) newest = time;
  }
  return newest;
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function npm(command, why) {
  console.log(`> npm ${command}  (${why})`);
  const { status, error } = spawnSync(`npm ${command}`, {
    cwd: root,
    shell: true,
    stdio: "inherit",
    env: { ...process.env, [GUARD]: "1" },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
