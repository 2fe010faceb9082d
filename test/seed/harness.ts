// Loads fixtures into a real emulator and remembers which operations that took.
import type { Call } from "../../src/seed/loader.js";
import type { SeedReport } from "../../src/seed/report.js";
import { seed } from "../../src/seed/seeder.js";
import type { TestEmulator } from "../support/emulator.js";

export interface Loaded {
  readonly report: SeedReport;
  /** Operations that change something, in order. */
  readonly writes: readonly string[];
}

const reads = /^(Describe|List|Get|AdminGet|AdminList)/;

export async function load({ app }: TestEmulator, text: string, name = "seed.yaml"): Promise<Loaded> {
  const writes: string[] = [];
  const call: Call = (service, operation, input, options) => {
    if (!reads.test(operation)) writes.push(operation);
    return app.call(service, operation, input, options);
  };
  const scope = { account: "000000000000", region: "us-east-1" };
  const report = await seed([{ name, text }], { call, ledger: app.store.seedLedger, scope });
  return { report, writes };
}

/** The lines of a refusal. */
export async function problemsOf(emulator: TestEmulator, text: string): Promise<string[]> {
  try {
    await load(emulator, text);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}
