// A file of threat data that can't be used; the message names file and line, for the person who wrote it.
import { readFile } from "node:fs/promises";

export class DataFileError extends Error {
  override readonly name = "DataFileError";
}

/** @throws DataFileError */
export async function readDataFile(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new DataFileError(`${file}: ${code === "ENOENT" ? "no such file" : message}`);
  }
}
