// Reads fixture files from disk.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { FixtureError, type Problem } from "./problem.js";
import type { FixtureFile } from "./source.js";

/** @throws FixtureError that names every file that cannot be read */
export async function readFiles(paths: readonly string[]): Promise<FixtureFile[]> {
  const problems: Problem[] = [];
  const files: FixtureFile[] = [];
  for (const path of paths) {
    try {
      files.push({ name: path, text: await readFile(path, "utf8"), path: resolve(path) });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const reason =
        code === "ENOENT" ? "no such file" : code === "EISDIR" ? "is a folder, not a file" : message;
      problems.push({ file: path, line: 0, column: 0, path: "", message: reason });
    }
  }
  if (problems.length > 0) throw new FixtureError(problems);
  return files;
}
