// The core: what Cognito does, built from the state file and the ports.
import type { Clock } from "../platform/clock.js";
import type { Entropy } from "../platform/entropy.js";
import type { Keys } from "../platform/keys.js";
import type { Store } from "../storage/store.js";
import { createClients } from "./clients/clients.js";
import { createPageTokens } from "./page-tokens.js";
import { createPools } from "./pools/pools.js";
import { createTriggers } from "./triggers/triggers.js";
import type { Urls } from "./urls.js";
import { createUsers } from "./users/users.js";

/** What the core is built from; see app.ts. */
export interface CoreDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly keys: Keys;
  readonly urls: Urls;
  /** Every code equals this one; for tests that can't read the inbox. */
  readonly fixedCode?: string | undefined;
}

export type Core = ReturnType<typeof createCore>;

export function createCore({ store, clock, entropy, urls }: CoreDeps) {
  const pageTokenKey = store.fileSecrets.get("page-tokens", () => entropy.bytes(32));
  return {
    urls,
    pools: createPools(store),
    clients: createClients(store),
    users: createUsers(store, clock),
    triggers: createTriggers(),
    pageTokens: createPageTokens(pageTokenKey, clock),
  };
}
