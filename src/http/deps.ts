// What the endpoints beside the AWS API are given.
import type { Config } from "../config.js";
import type { Core } from "../core/core.js";
import type { Pins, Scope } from "../model/call.js";
import type { ServiceId } from "../model/service-model.js";
import type { Clock } from "../platform/clock.js";
import type { Entropy } from "../platform/entropy.js";
import type { Log } from "../platform/log.js";
import type { SeedReport } from "../seed/report.js";
import type { FixtureFile } from "../seed/source.js";

export interface SiteDeps {
  readonly config: Config;
  readonly core: Core;
  readonly clock: Clock;
  readonly log: Log;
  readonly entropy: Pick<Entropy, "bytes">;
  call(
    service: ServiceId,
    operation: string,
    input: object,
    options?: { scope?: Scope | undefined; pins?: Pins | undefined },
  ): Promise<object>;
  /** Loads fixtures. @throws FixtureError */
  seed(read: () => Promise<readonly FixtureFile[]>): Promise<SeedReport>;
  /** What the emulator shows who connects by TLS, in PEM. */
  readonly certificate?: string | undefined;
  /** A new request id. */
  requestId(): string;
  reset(): void;
}
