// The files that a function's module is made of, and whether one of them has changed.
import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Each file with a mark that changes when the file does. */
export type Sources = Map<string, string>;

/** The mark of a file that is not there. */
export const MISSING = "missing";

/** Larger files are bundles, which import nothing of their own folder any more. */
const LARGEST_SCANNED = 1024 * 1024;

/** Static imports and those whose path is written out; what is computed, or lies in a package, is not followed. */
const imports = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](\.{1,2}\/[^"'\n]*|\.{1,2})["']/g;

const endings = ["", ".ts", ".js", ".mts", ".mjs", ".cts", ".cjs", ".tsx", ".jsx", ".json"];

/** The module and what it imports, itself or through others. */
export function sourcesOf(file: string): Sources {
  const sources = new Map<string, string>();
  const add = (path: string): void => {
    if (sources.has(path)) return;
    const stats = statSync(path, { throwIfNoEntry: false });
    sources.set(path, markOf(stats));
    if (!stats?.isFile() || stats.size > LARGEST_SCANNED || path.endsWith(".json")) return;
    for (const [, specifier = ""] of readFileSync(path, "utf8").matchAll(imports)) {
      const imported = find(resolve(dirname(path), specifier));
      if (imported) add(imported);
    }
  };
  add(file);
  return sources;
}

/** Adds files that turn out to belong to a module once it has loaded. */
export function addFiles(sources: Sources, files: readonly string[]): void {
  for (const file of files)
    if (!sources.has(file)) sources.set(file, markOf(statSync(file, { throwIfNoEntry: false })));
}

/** A look at each file's entry in its folder: some microseconds per file. */
export function haveChanged(sources: Sources): boolean {
  for (const [path, mark] of sources)
    if (markOf(statSync(path, { throwIfNoEntry: false })) !== mark) return true;
  return false;
}

function markOf(stats: { mtimeMs: number; size: number; ino: number } | undefined): string {
  return stats ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : MISSING;
}

/** TypeScript says `./x.js` for `./x.ts`, CommonJS leaves the ending out or means a folder. */
function find(path: string): string | undefined {
  const renamed = path.replace(/\.([cm]?)js(x?)$/, ".$1ts$2");
  const candidates = [path, renamed, ...endings.map((ending) => path + ending)];
  const inFolder = endings.map((ending) => resolve(path, `index${ending}`));
  return [...candidates, ...inFolder].find((candidate) =>
    statSync(candidate, { throwIfNoEntry: false })?.isFile(),
  );
}
