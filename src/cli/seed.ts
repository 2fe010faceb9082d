// `cognito-emulator seed`: sends fixture files to a running emulator.
import { emulatorUrl } from "../config.js";
import { readFiles } from "../seed/files.js";
import { type SeedReport, summarize } from "../seed/report.js";
import { askEmulator } from "./http.js";

export async function seed(files: readonly string[], flags: { url?: string }): Promise<void> {
  const url = emulatorUrl(flags.url);
  const report = (await askEmulator(url, "/seed", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ files: await readFiles(files) }),
  })) as SeedReport;
  for (const { kind, name, outcome } of report.entries)
    if (outcome !== "unchanged") process.stdout.write(`${outcome} ${kind} ${name}\n`);
  process.stdout.write(`${summarize(report)}\n`);
}
