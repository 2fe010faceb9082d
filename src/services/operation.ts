// What an operation is, and what its handler may touch.
import type { Core } from "../core/core.js";
import type { Scope } from "../core/scope.js";
import type { Pins } from "../core/pins.js";
import type { ErrorName, Fault, FaultMembers } from "../model/fault.js";
import type { Sync } from "../storage/database.js";

/** Who calls, and from where. */
export interface Caller {
  /** Account and region that the request is signed for, or the configured ones. */
  readonly scope: Scope;
  /** Whether the request was signed: only then does `scope` bind. */
  readonly signed: boolean;
  readonly requestId: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Identifiers that a fixture fixes for what this call creates. */
  readonly pins: Pins;
}

/** All that a handler may touch. `ErrorNames` are the errors that the model allows its operation. */
export interface Context<ErrorNames extends ErrorName = ErrorName> {
  readonly core: Core;
  readonly caller: Caller;
  /** Builds one of the operation's modelled errors, to be thrown. */
  fault(name: ErrorNames, message: string, members?: FaultMembers): Fault;
  /** Runs synchronous work in one transaction; see storage/database. */
  transaction<T>(work: () => Sync<T>): T;
  now(): number;
}

/** An operation as the registry holds it, whatever its types. */
export interface Operation {
  readonly name: string;
  readonly handler: (input: never, ctx: Context) => object | Promise<object>;
}
