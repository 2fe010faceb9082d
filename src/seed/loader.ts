// What every part of loading works with: calls of operations in the fixture's account and region, the ledger, and one
// place where outcomes and problems are gathered.
import type { Pins, Scope } from "../model/call.js";
import type { CognitoIdentityOperations } from "../model/cognito-identity.gen.js";
import type { CognitoIdpOperations } from "../model/cognito-idp.gen.js";
import { Fault } from "../model/fault.js";
import { type ServiceId, serviceModel } from "../model/service-model.js";
import { type Ledger, settledKey } from "./ledger.js";
import type { Place, Problem } from "./problem.js";
import type { Outcome, ResourceKind, SeedEntry } from "./report.js";
import { covers, merge, omit, pick } from "./settings.js";
import { type FromFixture, type Origin, origin, type Settings } from "./shape.js";

/** Runs an operation as if it had come over HTTP. Rejects with a Fault. */
export type Call = (
  service: ServiceId,
  operation: string,
  input: object,
  options?: { scope?: Scope | undefined; pins?: Pins | undefined },
) => Promise<object>;

type Idp = CognitoIdpOperations;
type Identity = CognitoIdentityOperations;

/** An operation that refused what a fixture asks for. */
export class OperationRefused extends Error {
  readonly fault: Fault;

  constructor(operation: string, fault: Fault) {
    super(`${operation}: ${fault.name}${fault.message && `: ${fault.message}`}`);
    this.fault = fault;
  }
}

/** Something that a fixture asks for and no operation can do. */
export class Impossible extends Error {
  readonly steps: readonly (string | number)[];

  constructor(message: string, ...steps: (string | number)[]) {
    super(message);
    this.steps = steps;
  }
}

/** A part of a fixture. */
interface Located {
  readonly path: string;
  readonly place: Place;
}

/** How one resource with settings is brought to what the fixture says. */
export interface Reconciliation {
  /** Tells this resource from all others, for the ledger. */
  key(): string;
  readonly wanted: Settings;
  /** What is there, in the words of `wanted`; undefined when there is nothing. */
  read(): Promise<Settings | undefined>;
  create(): Promise<unknown>;
  /** Gets everything that was there, changed as the fixture says. */
  update(merged: Settings): Promise<unknown>;
}

export type Loader = ReturnType<typeof createLoader>;

export function createLoader(deps: { call: Call; ledger: Ledger }) {
  const entries: SeedEntry[] = [];
  const problems: Problem[] = [];

  async function perform(
    service: ServiceId,
    operation: string,
    input: object,
    scope: Scope,
    pins?: Pins,
  ): Promise<object> {
    try {
      return await deps.call(service, operation, input, { scope, pins });
    } catch (error) {
      throw error instanceof Fault ? new OperationRefused(operation, error) : error;
    }
  }

  return {
    ledger: deps.ledger,
    entries: entries as readonly SeedEntry[],
    problems: problems as readonly Problem[],

    /** The operations, in one account and region. */
    at: (scope: Scope): Service => ({
      scope,
      idp: (operation, input, pins) => perform("cognito-idp", operation, input, scope, pins) as never,
      identity: (operation, input, pins) =>
        perform("cognito-identity", operation, input, scope, pins) as never,
    }),

    /** Loads one resource. What is refused becomes a problem at the resource's place, and the answer is false. */
    async load(
      kind: ResourceKind,
      name: string,
      from: FromFixture | Located,
      work: () => Promise<Outcome>,
    ): Promise<boolean> {
      const at: Partial<Origin> & Located = origin in from ? from[origin] : from;
      try {
        const outcome = await work();
        entries.push({ kind, name, outcome, file: at.place.file, line: at.place.line });
        return true;
      } catch (error) {
        if (!(error instanceof OperationRefused || error instanceof Impossible)) throw error;
        const part = (error instanceof Impossible && at.of?.(...error.steps)) || at;
        problems.push({ ...part.place, path: part.path, message: error.message });
        return false;
      }
    },

    /** Creates or updates only when something differs. */
    async reconcile({ key, wanted, read, create, update }: Reconciliation): Promise<Outcome> {
      const actual = await read();
      if (actual === undefined) await create();
      else if (covers(actual, wanted) || deps.ledger.isSettled(settledKey(key(), wanted, actual)))
        return "unchanged";
      else await update(merge(actual, wanted));

      // The service may keep a setting in words of its own. That is as close as it gets: the next load finds it
      // unchanged until either side changes again.
      const result = (await read()) ?? {};
      if (!covers(result, wanted)) deps.ledger.settle(settledKey(key(), wanted, result));
      return actual === undefined ? "created" : "updated";
    },
  };
}

export interface Service {
  readonly scope: Scope;
  idp<N extends keyof Idp & string>(
    operation: N,
    input: Idp[N]["input"],
    pins?: Pins,
  ): Promise<Idp[N]["output"]>;
  identity<N extends keyof Identity & string>(
    operation: N,
    input: Identity[N]["input"],
    pins?: Pins,
  ): Promise<Identity[N]["output"]>;
}

/** The answer, or nothing when the operation says that there is no such resource. */
export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const missing = ["ResourceNotFoundException", "UserNotFoundException"];
    if (error instanceof OperationRefused && missing.includes(error.fault.name)) return undefined;
    throw error;
  }
}

/** Every page of a listing. */
export async function everyPage<P, T>(
  list: (token: string | undefined) => Promise<P>,
  items: (page: P) => readonly T[] | undefined,
  next: (page: P) => string | undefined,
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const page = await list(token);
    all.push(...(items(page) ?? []));
    token = next(page);
  } while (token !== undefined);
  return all;
}

/** The one resource of that name. Several may have it on AWS, but then a fixture has to say which one it means. */
export function onlyOne<T>(found: readonly T[], what: string): T | undefined {
  if (found.length > 1)
    throw new Impossible(`there are ${found.length} ${what} of this name; give it an id`, "name");
  return found[0];
}

/** Of `settings`, what the operation takes. */
export function inputOf(service: ServiceId, operation: string, settings: Settings): Settings {
  const names = serviceModel(service).operation(operation)!.input.memberNames;
  return omit(pick(settings, names), []);
}
