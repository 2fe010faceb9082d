// The invocations of triggers' functions, as people and tests look at them: list, wait, send again.
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { FinishedLambdaResult, Lambda } from "../../platform/lambda/lambda.js";
import { functionName } from "../../platform/lambda/targets.js";
import type { Invocation, InvocationFilter, StoredInvocation } from "../../storage/invocations.js";
import type { Store } from "../../storage/store.js";
import { createBoundedMap } from "../bounded-map.js";
import { createWaiting, type Patience } from "../waiting.js";
import { hiding, masked, secretsOf } from "./secrets.js";

export type { InvocationFilter };

/** An invocation as it is shown; `at` is an ISO 8601 time. */
export type ShownInvocation = Omit<Invocation, "at"> & { readonly at: string };

/** What is about to be invoked. */
export interface Invoked {
  readonly poolId: string;
  readonly functionArn: string;
  readonly trigger: string;
  readonly event: { readonly triggerSource: string };
  readonly replayOf?: string | undefined;
}

/** Larger answers and logs are only mentioned, so that a thousand records stay a modest file. */
const LARGEST_KEPT = 64 * 1024;

/** How many events with secrets are kept in memory, and nowhere else, to be sent again as they were. */
const SECRET_EVENTS_KEPT = 100;

export type Invocations = ReturnType<typeof createInvocations>;

export function createInvocations(deps: { store: Store; lambda: Lambda; clock: Clock; entropy: Entropy }) {
  const { store, lambda, clock, entropy } = deps;
  const waiting = createWaiting();
  const secretEvents = createBoundedMap<string, Invoked["event"]>(SECRET_EVENTS_KEPT);

  /** Notes that an invocation begins. The answer is to be called with how it ended, and makes the record. */
  function begin(invoked: Invoked): (result: FinishedLambdaResult) => Invocation {
    const { poolId, functionArn, trigger, event, replayOf } = invoked;
    const at = clock.now();
    return (result) => {
      const id = entropy.uuid();
      const secrets = secretsOf(event);
      const hide = hiding(secrets);
      const error = errorOf(result);
      const invocation: Invocation = {
        id,
        at,
        poolId,
        functionArn,
        functionName: functionName(functionArn).name,
        trigger,
        triggerSource: event.triggerSource,
        event: masked(event),
        outcome: result.outcome,
        logs: "logs" in result ? hide(result.logs) : "",
        durationMs: "ms" in result ? Math.round(result.ms * 100) / 100 : 0,
        replayOf,
        error: error && hide(error),
        ...responseOf(result, hide),
      };
      if (secrets.length > 0) secretEvents.set(id, event);
      if (store.invocations.insert(invocation)) waiting.wake();
      return invocation;
    };
  }

  return {
    begin,
    /** Those that match, newest last; the newest 1,000 at most. */
    list: (filter: InvocationFilter = {}): ShownInvocation[] => store.invocations.list(filter).map(shown),
    find(id: string): ShownInvocation | undefined {
      const found = store.invocations.find(id);
      return found && shown(found);
    },
    /**
     * The next one that matches; `undefined` when none ends in time. Without `after` (an id) each is handed out once.
     */
    next(
      filter: InvocationFilter,
      { after, ...patience }: Patience & { after?: string | undefined },
    ): Promise<ShownInvocation | undefined> {
      const from = after === undefined ? "untaken" : { afterSeq: store.invocations.seqOf(after) };
      return waiting.until(() => {
        const found = store.invocations.first(filter, from);
        if (found && after === undefined) store.invocations.take(found.seq);
        return found && shown(found);
      }, patience);
    },
    /** Sends the event of an invocation to its function again. Answers the new record; undefined for an unknown id. */
    async replay(id: string): Promise<ShownInvocation | undefined> {
      const original = store.invocations.find(id);
      if (!original) return undefined;
      const event = secretEvents.get(id) ?? (original.event as Invoked["event"]);
      const { poolId, functionArn, trigger } = original;
      const end = begin({ poolId, functionArn, trigger, event, replayOf: id });
      const result = await lambda.invoke({ functionArn, event, kind: "RequestResponse" });
      return shown(end(result.outcome === "accepted" ? await result.finished : result));
    },
    clear: (): void => store.invocations.clear(),
  };
}

/** What went wrong, in one text. */
export function errorOf(result: FinishedLambdaResult): string | undefined {
  switch (result.outcome) {
    case "failed":
      return `${result.errorType}: ${result.errorMessage}`;
    case "crashed":
      return result.reason;
    case "refused":
      return result.detail === undefined ? result.reason : `${result.reason}: ${result.detail}`;
    case "answered":
      return result.payload === undefined ? "the answer is not JSON" : undefined;
    default:
      return undefined;
  }
}

function responseOf(
  result: FinishedLambdaResult,
  hide: (text: string) => string,
): { response?: unknown; error?: string } {
  if (result.outcome !== "answered" || result.payload === undefined) return {};
  const json = JSON.stringify(masked(result.payload));
  if (json.length > LARGEST_KEPT) return { error: `the answer's ${json.length} characters are not kept` };
  return {
    response: JSON.parse(json, (_, value: unknown) => (typeof value === "string" ? hide(value) : value)),
  };
}

function shown({ seq: _, ...invocation }: Invocation & Partial<StoredInvocation>): ShownInvocation {
  return { ...invocation, at: new Date(invocation.at).toISOString() };
}
