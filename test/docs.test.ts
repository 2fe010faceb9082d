// Every JavaScript example of README and guides runs as it stands, against an emulator with the quickstart fixture.
// A block marked `js no-run` is left out; it needs something that the emulator alone can't give.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, it } from "vitest";
import { bootEmulator, type TestEmulator } from "./support/emulator.js";

const ROOT = join(import.meta.dirname, "..");
const run = promisify(execFile);

/** Whose examples build on each other: run from top to bottom, by a test of its own. */
const continuous = ["users-and-groups.md"];

const pages = [
  "README.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md") && !continuous.includes(name))
    .map((name) => `docs/${name}`),
];

/** The runnable blocks of a page, with the line on which each begins. */
function examples(page: string): { line: number; code: string }[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  return [...text.matchAll(/^```js\n([\s\S]*?)^```/gm)].map((match) => ({
    line: text.slice(0, match.index).split("\n").length,
    code: match[1] ?? "",
  }));
}

let emulator: TestEmulator;
let folder: string;

beforeAll(async () => {
  emulator = await bootEmulator({ seeds: [join(ROOT, "fixtures/quickstart.yaml")] });
  // Inside the package, so that examples import it by its name, and the packages that a reader would have installed.
  folder = mkdtempSync(join(ROOT, "test", ".docs-"));
});
afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const page of pages) {
  const blocks = examples(page);
  if (blocks.length === 0) continue;
  describe(page, () => {
    for (const { line, code } of blocks)
      it(`line ${line}`, async () => {
        const file = join(folder, `${page.replaceAll("/", "-")}-${line}.mjs`);
        writeFileSync(file, code.replaceAll("http://127.0.0.1:9555", emulator.url));
        await run(process.execPath, [file], { cwd: ROOT, timeout: 20_000 });
      });
  });
}
