// Boots a real emulator for a test file: free port, state in memory, strict answers, a clock that the test moves.
import { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, inject } from "vitest";
import { type App, startApp } from "../../src/app.js";
import { type EmulatorOptions, libraryConfig } from "../../src/config.js";
import { type Emulator, emulatorOf, openData, openDataKeys, openLambda } from "../../src/emulator.js";
import { movableClock } from "../../src/platform/clock.js";
import { openDeliveries } from "../../src/platform/delivery/deliveries.js";
import { systemEntropy } from "../../src/platform/entropy.js";
import type { Keys } from "../../src/platform/keys.js";
import { openLog } from "../../src/platform/log.js";

export interface TestEmulator extends Emulator {
  readonly app: App;
  /** Clients of the official SDK, pointed at this emulator. Unsigned operations are unsigned, as in the SDK. */
  readonly idp: CognitoIdentityProviderClient;
  readonly identity: CognitoIdentityClient;
}

export async function bootEmulator(options: EmulatorOptions = {}): Promise<TestEmulator> {
  const config = libraryConfig(options);
  const clock = movableClock();
  const log = await openLog({ level: "error", format: "text" });
  const platform = {
    clock,
    entropy: systemEntropy(),
    keys: preparedKeys(),
    log,
    lambda: openLambda(config, log),
    dataKeys: openDataKeys(config),
    deliveries: openDeliveries(config),
    threatData: await openData(config),
  };
  const app = await startApp(config, platform, true);
  const emulator = emulatorOf(app, config, clock);
  const idp = new CognitoIdentityProviderClient({ ...emulator.clientConfig, maxAttempts: 1 });
  const identity = new CognitoIdentityClient({ ...emulator.clientConfig, maxAttempts: 1 });
  return {
    ...emulator,
    app,
    idp,
    identity,
    async close() {
      idp.destroy();
      identity.destroy();
      await emulator.close();
    },
  };
}

/**
 * One emulator for all tests of a file: `const emulator = useEmulator();` and inside tests `emulator().idp`.
 * Tests stay apart by using pools of their own.
 */
export function useEmulator(options: EmulatorOptions = {}): () => TestEmulator {
  let running: TestEmulator;
  beforeAll(async () => {
    running = await bootEmulator(options);
  });
  afterAll(() => running?.close());
  return () => running;
}

/** Key pairs made once for the whole run (see global-setup.ts): an RSA pair costs some hundred milliseconds. */
function preparedKeys(): Keys {
  const pems = inject("rsaKeys");
  let next = 0;
  return {
    async rsaKeyPair() {
      const privateKeyPem = pems[next++ % pems.length];
      if (privateKeyPem === undefined) throw new Error("no prepared RSA keys");
      return { privateKeyPem };
    },
  };
}
