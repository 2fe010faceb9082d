// Builds dist/: compiles src with tsc, copies the files that tsc leaves out, removes what has no source any more.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const src = join(root, "src");
const dist = join(root, "dist");

// Read by the generator only; its result is what runs.
const notShipped = (path) => path.startsWith(join("model", "constraints"));

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

const sources = filesUnder(src).filter((path) => !notShipped(path));
const assets = sources.filter((path) => !path.endsWith(".ts"));
const expected = new Set(assets);
for (const path of sources) {
  if (!path.endsWith(".ts")) continue;
  const base = path.slice(0, -".ts".length);
  for (const ending of [".js", ".js.map", ".d.ts"]) expected.add(base + ending);
}

for (const path of filesUnder(dist)) if (!expected.has(path)) rmSync(join(dist, path));

// The build state lies outside dist, so that a removed dist is noticed and built anew.
const state = join(root, "node_modules", ".cache", "cognito-emulator", "build.tsbuildinfo");
const complete = [...expected].every((path) => assets.includes(path) || existsSync(join(dist, path)));
if (!complete) rmSync(state, { force: true });

const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const compiled = spawnSync(process.execPath, [tsc, "-p", root, "--incremental", "--tsBuildInfoFile", state], {
  cwd: root,
  stdio: "inherit",
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

for (const path of assets) {
  const to = join(dist, path);
  if (existsSync(to) && statSync(to).mtimeMs >= statSync(join(src, path)).mtimeMs) continue;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(join(src, path), to);
}
