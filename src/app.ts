// The composition root: platform, storage, core, services and HTTP become one running emulator.
// The only file that knows every layer, and the only one that opens a database or listens.
import type { Config } from "./config.js";
import { type Core, createCore } from "./core/core.js";
import { createUrls } from "./core/urls.js";
import { createAwsEdge } from "./http/aws.js";
import { withKms } from "./http/kms-target.js";
import { isTrustedOrigin } from "./http/origins.js";
import { type HttpServer, listen } from "./http/server.js";
import type { Call, Handler, Pins, Scope } from "./model/call.js";
import { Fault, fault } from "./model/fault.js";
import type { ServiceId } from "./model/service-model.js";
import type { Clock } from "./platform/clock.js";
import type { Delivery } from "./platform/delivery/delivery.js";
import type { Entropy } from "./platform/entropy.js";
import type { Keys } from "./platform/keys.js";
import type { DataKeys } from "./platform/kms/data-keys.js";
import { type Lambda, noLambda } from "./platform/lambda/lambda.js";
import type { Log } from "./platform/log.js";
import { shippedThreatData, type ThreatData } from "./platform/threat-data/threat-data.js";
import type { Certificate } from "./platform/tls/self-signed.js";
import type { SeedReport } from "./seed/report.js";
import type { FixtureFile } from "./seed/source.js";
import { cognitoIdentity } from "./services/cognito-identity/registry.js";
import { cognitoIdp } from "./services/cognito-idp/registry.js";
import type { Context, Operation } from "./services/operation.js";
import type { RegisteredOperation } from "./services/registered.js";
import { openStore, type Store } from "./storage/store.js";
import { createDispatcher, type DispatchResult, preflight } from "./wire/dispatch.js";

/** Everything that is not deterministic or lies outside the process. */
export interface Platform {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly keys: Keys;
  readonly log: Log;
  /** Where functions of triggers run; nowhere when not given. */
  readonly lambda?: Lambda | undefined;
  /** A KMS that encrypts codes for custom senders; the emulator's own when not given. */
  readonly dataKeys?: DataKeys | undefined;
  /** Where messages go beside the inbox; nowhere when not given. */
  readonly deliveries?: readonly Delivery[] | undefined;
  /** Compromised passwords and the places of addresses; what is shipped when not given. */
  readonly threatData?: ThreatData | undefined;
}

export interface App {
  /** Where the emulator listens. */
  readonly url: string;
  /** What it shows who connects by TLS, in PEM. */
  readonly certificate?: string | undefined;
  readonly core: Core;
  readonly store: Store;
  /** Runs an operation as over HTTP, without HTTP. @throws Fault */
  call(service: ServiceId, operation: string, input: object, options?: CallOptions): Promise<object>;
  /** Loads fixtures, one load at a time: `read` is called when it is this one's turn. @throws FixtureError */
  seed(read: () => Promise<readonly FixtureFile[]>): Promise<SeedReport>;
  /** What the configured fixtures brought at the start. */
  readonly seeded?: SeedReport | undefined;
  /** Forgets all state. */
  reset(): void;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly scope?: Scope | undefined;
  readonly pins?: Pins | undefined;
}

/** @param strict answers that break the service model become loud errors; for the emulator's own tests */
export async function startApp(config: Config, platform: Platform, strict = false): Promise<App> {
  const { clock, entropy, keys, log, lambda = noLambda, dataKeys, deliveries = [] } = platform;
  const { threatData = shippedThreatData() } = platform;
  const store = openStore(config.database);
  const urls = createUrls(config);
  const targets: Delivery[] = [];
  const core = createCore({
    store,
    clock,
    entropy,
    keys,
    urls,
    log,
    lambda,
    dataKeys,
    threatData,
    triggerAttempts: config.triggerAttempts,
    deliveries: targets,
    fixedCode: config.fixedCode,
  });

  const handlers = (operations: readonly RegisteredOperation[]): ReadonlyMap<string, Handler> =>
    new Map(operations.map((operation) => [operation.name, handlerOf(operation)]));
  const handlerOf = ({ load }: RegisteredOperation): Handler => {
    let loaded: Operation | undefined;
    return async (input, call) => {
      loaded ??= await load();
      return loaded.handler(input, contextOf(call));
    };
  };
  const contextOf = (caller: Call): Context => ({
    core,
    caller,
    fault,
    transaction: store.transaction,
    now: clock.now,
  });

  const defaultScope: Scope = { account: config.account, region: config.region };
  const dispatcher = createDispatcher({
    handlers: { "cognito-idp": handlers(cognitoIdp), "cognito-identity": handlers(cognitoIdentity) },
    defaultScope,
    credentials: config.credentials,
    strict,
    requestId: entropy.uuid,
    now: clock.now,
    allowOrigin: (origin) => isTrustedOrigin(origin, config),
    onResult: (result) => logResult(log, result),
  });

  const kms = async () =>
    (await import("./http/kms.js")).createKmsEdge({
      config,
      kms: core.kms,
      clock,
      log,
      requestId: entropy.uuid,
    });

  // One load at a time: two that make the same pool would get in each other's way.
  let seeding: Promise<unknown> = Promise.resolve();
  const app: Omit<App, "url" | "certificate" | "seeded" | "close"> = {
    core,
    store,
    call: (service, operation, input, { scope, pins } = {}) =>
      dispatcher.call(service, operation, input, scope ?? defaultScope, pins),
    seed(read) {
      const load = async () => {
        const { seed } = await import("./seed/seeder.js");
        return seed(await read(), {
          call: app.call,
          ledger: store.seedLedger,
          scope: defaultScope,
          map: lambda.map,
        });
      };
      const report = seeding.then(load, load);
      seeding = report;
      return report;
    },
    reset: store.reset,
  };
  let server: HttpServer | undefined;
  try {
    let open = (): void => {};
    const ready = new Promise<void>((resolve) => {
      open = resolve;
    });
    const tls = config.tls ? await certificateFor(config, store, platform) : undefined;
    const certificate = tls?.cert;
    server = await listen({
      host: config.host,
      port: config.port,
      tls,
      ready,
      aws: createAwsEdge(withKms(dispatcher.dispatch, kms), preflight),
      site: async () =>
        (await import("./http/site.js")).createSite({
          ...{ ...app, config, log, clock, entropy, certificate },
          requestId: entropy.uuid,
        }),
    });
    const { url, close } = server;
    urls.listeningAt(url);
    lambda.listeningAt(url);
    const seeded = config.seeds.length > 0 ? await app.seed(() => fixtureFiles(config.seeds)) : undefined;
    // What fixtures send stays in the inbox: a mail server that starts beside the emulator may not be there yet.
    targets.push(...deliveries);
    open();
    return {
      ...app,
      url,
      certificate,
      seeded,
      async close() {
        await close();
        await lambda.close();
        store.close();
      },
    };
  } catch (error) {
    await server?.close();
    await lambda.close();
    store.close();
    throw error;
  }
}

/** The user's own certificate, or the self-made one of the state file. @throws CertificateError */
async function certificateFor(
  { host, publicUrl, tlsCert: cert, tlsKey: key }: Config,
  { fileSecrets }: Store,
  { entropy, clock }: Platform,
): Promise<Certificate> {
  const { certificateOf, ownCertificate } = await import("./platform/tls/certificates.js");
  if (cert !== undefined && key !== undefined) return certificateOf({ cert, key });
  const names = publicUrl === undefined ? [host] : [host, new URL(publicUrl).hostname];
  const kept = {
    get: () => {
      const text = fileSecrets.read("tls")?.toString();
      return text === undefined ? undefined : (JSON.parse(text) as Certificate);
    },
    set: (made: Certificate) => fileSecrets.replace("tls", Buffer.from(JSON.stringify(made))),
  };
  const wildcards = ["0.0.0.0", "::"];
  return ownCertificate({
    ...{ kept, names: names.filter((name) => !wildcards.includes(name)) },
    ...{ serial: () => entropy.bytes(16), now: clock.now() },
  });
}

/** Most emulators load no fixtures, or only over HTTP: reading them is imported when needed. */
export async function fixtureFiles(paths: readonly string[]): Promise<FixtureFile[]> {
  const { readFiles } = await import("./seed/files.js");
  return readFiles(paths);
}

function logResult(log: Log, { call, target, status, error, ms, input }: DispatchResult): void {
  const { UserPoolId, IdentityPoolId } = (input ?? {}) as { UserPoolId?: string; IdentityPoolId?: string };
  log.request({
    service: call?.service,
    operation: call?.operation.name ?? target.slice(0, 100),
    pool: UserPoolId ?? IdentityPoolId,
    status,
    fault: error instanceof Fault ? error.name : undefined,
    ms,
    requestId: call?.requestId,
    error: error instanceof Fault ? undefined : error,
  });
}
