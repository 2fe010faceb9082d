// What an operation is, and what its handler may touch.
import type { Core } from "../core/core.js";
import type { Call } from "../model/call.js";
import type { ErrorName, Fault, FaultMembers } from "../model/fault.js";
import type { Sync } from "../storage/database.js";

/** All that a handler may touch. `ErrorNames` are the errors that the model allows its operation. */
export interface Context<ErrorNames extends ErrorName = ErrorName> {
  readonly core: Core;
  /** Who calls, from where, and the account and region that the request is signed for. */
  readonly caller: Call;
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
