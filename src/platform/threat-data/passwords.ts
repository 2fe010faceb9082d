// Passwords that count as compromised: one on each line of a file. The emulator ships the most common ones.
import { fileURLToPath } from "node:url";
import { DataFileError, readDataFile } from "./data-file.js";

const SHIPPED = fileURLToPath(new URL("./common-passwords.txt", import.meta.url));

/** No password of the service's is longer. */
const LONGEST = 256;

export const readShippedPasswords = (): Promise<ReadonlySet<string>> => readPasswords(SHIPPED);

/** @throws DataFileError that names file and line */
export async function readPasswords(file: string): Promise<ReadonlySet<string>> {
  const lines = (await readDataFile(file)).split(/\r?\n/);
  lines.forEach((line, index) => {
    const problem = problemOf(line);
    if (problem)
      throw new DataFileError(`${file}:${index + 1}: expected one password on each line, ${problem}`);
  });
  return new Set(lines.filter(Boolean));
}

/** What a line says is not repeated: it may be somebody's. */
function problemOf(line: string): string | undefined {
  if (line.length > LONGEST) return `none has more than ${LONGEST} characters`;
  if (/\s/.test(line)) return "none has white space in it";
  return /[\0\uFFFD]/.test(line) ? "in UTF-8" : undefined;
}
