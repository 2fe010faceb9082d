// Runs once before all test files: makes the RSA keys that their emulators sign with.
import type { TestProject } from "vitest/node";
import { systemKeys } from "../../src/platform/keys.js";

declare module "vitest" {
  export interface ProvidedContext {
    rsaKeys: string[];
  }
}

export default async function setup(project: TestProject): Promise<void> {
  const keys = systemKeys();
  const pairs = await Promise.all(Array.from({ length: 4 }, () => keys.rsaKeyPair()));
  project.provide(
    "rsaKeys",
    pairs.map((pair) => pair.privateKeyPem),
  );
}
