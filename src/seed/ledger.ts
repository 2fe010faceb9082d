// What loading must remember because no operation tells it: which password a user was last given, and settings that
// the service keeps in other words than the fixture.
import { createHash, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { pick } from "./settings.js";
import type { Settings } from "./shape.js";

/** A small table of texts that lives as long as the state. */
export interface SeedLedger {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

export type Ledger = ReturnType<typeof createLedger>;

export function createLedger(table: SeedLedger) {
  return {
    /** Whether the secret that was last kept under this key is this one. */
    async knows(key: string, secret: string): Promise<boolean> {
      const kept = table.get(key);
      if (kept === undefined) return false;
      const given = await digestOf(key, secret);
      return kept.length === given.length && timingSafeEqual(Buffer.from(kept), Buffer.from(given));
    },
    async keep(key: string, secret: string): Promise<void> {
      table.set(key, await digestOf(key, secret));
    },
    isSettled: ({ key, state }: SettledKey): boolean => table.get(key) === state,
    settle({ key, state }: SettledKey): void {
      table.set(key, state);
    },
  };
}

export interface SettledKey {
  readonly key: string;
  readonly state: string;
}

/** Names a resource, and the pair of what a fixture wants and what the service made of it. */
export function settledKey(key: string, wanted: Settings, actual: Settings): SettledKey {
  const pair = JSON.stringify([wanted, pick(actual, Object.keys(wanted))]);
  return { key: `settled ${key}`, state: createHash("sha256").update(pair).digest("base64") };
}

const derive = promisify<string, string, number, { N: number }, Buffer>(scrypt);

/**
 * Costs about what a guess at the SRP verifier in the same file costs, and so gives nothing away more cheaply. The key
 * names one user of one pool: a salt that need not be stored.
 */
async function digestOf(key: string, secret: string): Promise<string> {
  return (await derive(secret, key, 32, { N: 512 })).toString("base64");
}
