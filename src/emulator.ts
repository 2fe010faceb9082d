// A running emulator as programs see it: the library's startEmulator, and what the command builds on.
import { type App, fixtureFiles, startApp } from "./app.js";
import { type Config, ConfigError, type EmulatorOptions, libraryConfig, surroundings } from "./config.js";
import type { InboxFilter, InboxMessage } from "./core/messages/inbox.js";
import type { RiskWish } from "./core/threat-protection/forced-risks.js";
import type { InvocationFilter, ShownInvocation } from "./core/triggers/invocations.js";
import { type MovableClock, movableClock } from "./platform/clock.js";
import { openDeliveries } from "./platform/delivery/deliveries.js";
import { systemEntropy } from "./platform/entropy.js";
import { systemKeys } from "./platform/keys.js";
import type { DataKeys } from "./platform/kms/data-keys.js";
import type { Lambda } from "./platform/lambda/lambda.js";
import { systemLambda } from "./platform/lambda/system-lambda.js";
import { type Log, openLog } from "./platform/log.js";
import { DataFileError } from "./platform/threat-data/data-file.js";
import { openThreatData, type ThreatData } from "./platform/threat-data/threat-data.js";
import type { SeedReport } from "./seed/report.js";

/** What SDK clients of both services need to reach the emulator. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface EmulatorInbox {
  /** Messages that match, newest last. */
  list(filter?: InboxFilter): InboxMessage[];
  /**
   * The next message that matches and that no call of `next` has handed out before.
   * @param options.timeout seconds to wait, 5 when not given
   * @throws Error when none arrives in time
   */
  next(filter?: InboxFilter & { timeout?: number }): Promise<InboxMessage>;
  /** Deletes one message. Answers whether there was one of that id. */
  delete(id: string): boolean;
  /** Deletes the messages that match; all without a filter. */
  clear(filter?: InboxFilter): void;
}

/** What the functions of Lambda triggers were sent and answered. */
export interface EmulatorInvocations {
  /** Invocations that match, newest last; the newest 1,000 at most. */
  list(filter?: InvocationFilter): ShownInvocation[];
  /**
   * The next invocation that matches and that no call of `next` has handed out before.
   * @param options.timeout seconds to wait, 5 when not given
   * @throws Error when none ends in time
   */
  next(filter?: InvocationFilter & { timeout?: number }): Promise<ShownInvocation>;
  /** Sends the event of an invocation to its function again. @throws Error when there is none of that id */
  replay(id: string): Promise<ShownInvocation>;
}

/** What threat protection decides. */
export interface EmulatorRisk {
  /** Decides about a user's next sign-in or password. @throws Error that says what is wrong with the wish */
  force(wish: RiskWish): void;
}

export interface Emulator {
  /** Where it listens, such as `http://127.0.0.1:9555`. */
  readonly url: string;
  /** With `tls`: the certificate that clients have to trust, in PEM. */
  readonly certificate?: string | undefined;
  /** To be spread into the configuration of any SDK client: `new CognitoIdentityProviderClient(emulator.clientConfig)`. */
  readonly clientConfig: ClientConfig;
  readonly inbox: EmulatorInbox;
  readonly invocations: EmulatorInvocations;
  readonly risk: EmulatorRisk;
  /** The emulator's time: codes, tokens and sessions expire by it. */
  readonly clock: MovableClock;
  /** Loads fixture files. @throws FixtureError that names file, line and what was expected */
  seed(...paths: string[]): Promise<SeedReport>;
  /** What the fixtures of the options brought at the start. */
  readonly seeded?: SeedReport | undefined;
  /** Forgets all state: pools, users, messages. */
  reset(): Promise<void>;
  /** Stops listening and closes the state. */
  close(): Promise<void>;
}

/**
 * Starts an emulator on a free port, with its state in memory unless `database` names a file.
 * @throws ConfigError, StateFileError, FixtureError, ListenError
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return runEmulator(libraryConfig(options));
}

/** Starts an emulator from a complete configuration. @throws StateFileError, ListenError */
export async function runEmulator(config: Config): Promise<Emulator> {
  const clock = movableClock();
  const log = await openLog({ level: config.logLevel, format: config.logFormat });
  const app = await startApp(config, {
    clock,
    entropy: systemEntropy(),
    keys: systemKeys(),
    log,
    lambda: openLambda(config, log),
    dataKeys: openDataKeys(config),
    deliveries: openDeliveries(config),
    threatData: await openData(config),
  });
  return emulatorOf(app, config, clock);
}

/** The functions of the configuration. */
export function openLambda(config: Config, log: Log): Lambda {
  const lambda = systemLambda({
    timeoutMs: config.triggerTimeoutSeconds * 1000,
    endpoint: config.lambdaEndpoint,
    kmsEndpoint: config.kmsEndpoint,
    environment: surroundings,
    // Limits of functions are real time, however the emulator's clock is moved.
    clock: movableClock(),
    entropy: systemEntropy(),
    log,
  });
  lambda.map(config.triggers);
  return lambda;
}

/** The KMS of the configuration, if it names one; loaded when the first code is encrypted. */
export function openDataKeys({ kmsEndpoint }: Config): DataKeys | undefined {
  if (kmsEndpoint === undefined) return undefined;
  let api: Promise<DataKeys> | undefined;
  return async (request) => {
    api ??= import("./platform/kms/kms-api.js").then(({ kmsApi }) => kmsApi(kmsEndpoint));
    return (await api)(request);
  };
}

/** Compromised passwords and places of addresses, from the files of the configuration. @throws ConfigError */
export async function openData(config: Config): Promise<ThreatData> {
  try {
    return await openThreatData(config);
  } catch (error) {
    throw error instanceof DataFileError ? new ConfigError([error.message]) : error;
  }
}

/** The library's view of a running app. */
export function emulatorOf(
  app: App,
  { region, account }: Pick<Config, "region" | "account">,
  clock: MovableClock,
): Emulator {
  return {
    url: app.url,
    certificate: app.certificate,
    // An access key of 12 digits is taken as the account id.
    clientConfig: {
      endpoint: app.url,
      region,
      credentials: { accessKeyId: account, secretAccessKey: "cognito-emulator" },
    },
    clock,
    inbox: {
      list: (filter) => app.core.inbox.list(filter),
      delete: (id) => app.core.inbox.remove(id),
      clear: (filter) => app.core.inbox.clear(filter),
      async next({ timeout = 5, ...filter } = {}) {
        const message = await app.core.inbox.next(filter, { timeoutMs: timeout * 1000 });
        if (!message) throw new Error(`No message for ${JSON.stringify(filter)} arrived within ${timeout} s`);
        return message;
      },
    },
    invocations: {
      list: (filter) => app.core.invocations.list(filter),
      async next({ timeout = 5, ...filter } = {}) {
        const found = await app.core.invocations.next(filter, { timeoutMs: timeout * 1000 });
        if (!found) throw new Error(`No invocation for ${JSON.stringify(filter)} ended within ${timeout} s`);
        return found;
      },
      async replay(id) {
        const replayed = await app.core.invocations.replay(id);
        if (!replayed) throw new Error(`There is no invocation ${id}`);
        return replayed;
      },
    },
    risk: {
      force(wish) {
        const problem = app.core.threats.forcedRisks.wish(wish);
        if (problem !== undefined) throw new Error(problem);
      },
    },
    seed: (...paths) => app.seed(() => fixtureFiles(paths)),
    seeded: app.seeded,
    reset: async () => app.reset(),
    close: () => app.close(),
  };
}
