#!/usr/bin/env node
// Launches the built command.
import * as nodeModule from "node:module";

// Node 22 and later keep compiled code between starts when asked to.
nodeModule.enableCompileCache?.();

try {
  const { main } = await import("../dist/cli/main.js");
  await main(process.argv);
} catch (error) {
  if (error?.code !== "ERR_MODULE_NOT_FOUND" || !String(error.message).includes("dist/cli/main.js"))
    throw error;
  console.error("cognito-emulator: this checkout is not built; run `npm ci` or `npm run build` first");
  process.exitCode = 1;
}
