// `cognito-emulator start`: runs an emulator until it is told to stop.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Config, commandConfig, commandDefaults, type EmulatorOptions } from "../config.js";
import type { Emulator } from "../emulator.js";
import { openLog } from "../platform/log.js";
import { banner } from "./banner.js";

export async function start(
  options: EmulatorOptions & { config?: string | undefined },
  version: string,
): Promise<void> {
  const config = await commandConfig(options);
  await prepareFolder(config);
  const { runEmulator } = await import("../emulator.js");
  const emulator = await runEmulator(config);
  closeOnSignals(() => emulator.close());

  await announce(config, version, emulator);
}

/** As text for people, as a line of the log for programs. */
async function announce(config: Config, version: string, { url, seeded }: Emulator): Promise<void> {
  const { logLevel: level, logFormat: format, database } = config;
  if (format === "json") (await openLog({ level, format })).info("listening", { url, file: database });
  else if (level !== "silent") process.stdout.write(banner({ version, config, url, seeded }));
}

/** The default folder keeps itself out of version control. */
async function prepareFolder({ database }: Config): Promise<void> {
  if (database !== commandDefaults.database) return;
  const folder = dirname(database);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

/** The first signal lets requests under way end; the second does not wait for them. */
function closeOnSignals(close: () => Promise<void>): void {
  let closing = false;
  const stop = () => {
    if (closing) process.exit(1);
    closing = true;
    // The log writes its last lines at the end of the tick.
    close().then(
      () => setImmediate(() => process.exit(0)),
      () => process.exit(1),
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
