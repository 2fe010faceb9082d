// The public library.
export { ConfigError, type EmulatorOptions } from "./config.js";
export type { InboxFilter, InboxMessage } from "./core/messages/inbox.js";
export type { RiskWish } from "./core/threat-protection/forced-risks.js";
export type { InvocationFilter, ShownInvocation as Invocation } from "./core/triggers/invocations.js";
export {
  type ClientConfig,
  type Emulator,
  type EmulatorInbox,
  type EmulatorInvocations,
  type EmulatorRisk,
  startEmulator,
} from "./emulator.js";
export { ListenError } from "./http/server.js";
export type { Duration, MovableClock } from "./platform/clock.js";
export type { LambdaTarget, LambdaTargets } from "./platform/lambda/lambda.js";
export type { IpLocations, Place } from "./platform/threat-data/locations.js";
export { CertificateError } from "./platform/tls/certificates.js";
export { FixtureError } from "./seed/problem.js";
export type { SeedReport } from "./seed/report.js";
export { StateFileError } from "./storage/database.js";
