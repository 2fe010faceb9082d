// What cannot be a state file is refused in one line that names it, and is left as it was.
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, it } from "vitest";
import { aFolder, run, start } from "../cli/command.js";

const PREFIX = /^cognito-emulator: [^\n]*\bstate\b[^\n]*\n$/;

const oddities: Readonly<Record<string, (path: string) => void>> = {
  "a database of another program": (path) => {
    const sql = new Sqlite(path);
    sql.exec("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('keep me')");
    sql.close();
  },
  "a database of another program that is empty": (path) => {
    const sql = new Sqlite(path);
    sql.pragma("user_version = 3");
    sql.close();
  },
  "a text": (path) => writeFileSync(path, "hello\n"),
  "a folder": (path) => mkdirSync(path),
};

it.each(Object.keys(oddities))("%s", async (name) => {
  const path = join(aFolder(), "state");
  oddities[name]!(path);
  const content = name === "a folder" ? undefined : readFileSync(path);
  const { code, stdout, stderr } = await run(["start", "--port", "0", "--db", path]);
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(PREFIX) });
  if (content) expect(readFileSync(path).equals(content)).toBe(true);
});

it("a file where a folder should be", async () => {
  const file = join(aFolder(), "file");
  writeFileSync(file, "");
  const { code, stderr } = await run(["start", "--port", "0", "--db", join(file, "state.db")]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(PREFIX) });
});

it("a state file that was cut off", async () => {
  const path = join(aFolder(), "state.db");
  const first = await start(["--db", path]);
  first.child.kill("SIGTERM");
  await first.ended();
  truncateSync(path, 3000);
  const { code, stderr } = await run(["start", "--port", "0", "--db", path]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(PREFIX) });
});

it("folders that are not there are made", async () => {
  const path = join(aFolder(), "a", "b", "state.db");
  await start(["--db", path]);
  expect(readFileSync(path).subarray(0, 15).toString()).toBe("SQLite format 3");
});
