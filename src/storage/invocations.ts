// Invocations of functions in SQLite: the newest thousand.
import type { Database } from "./database.js";
import { present } from "./rows.js";

/** One run of a trigger's function, or the attempt at one. */
export interface Invocation {
  readonly id: string;
  /** When it began. */
  readonly at: number;
  readonly poolId: string;
  readonly functionArn: string;
  readonly functionName: string;
  readonly trigger: string;
  readonly triggerSource: string;
  /** What was sent, without passwords and codes. */
  readonly event: object;
  /** What came back, when that was JSON of a reasonable size. */
  readonly response?: unknown;
  readonly outcome: "answered" | "failed" | "timedOut" | "crashed" | "refused" | "unmapped";
  readonly error?: string | undefined;
  /** What the function wrote to its console. */
  readonly logs: string;
  readonly durationMs: number;
  /** The invocation whose event was sent again. */
  readonly replayOf?: string | undefined;
}

export interface InvocationFilter {
  readonly poolId?: string | undefined;
  /** `PreSignUp_SignUp`, or the trigger alone: `PreSignUp`. */
  readonly source?: string | undefined;
  /** The function's ARN or name. */
  readonly function?: string | undefined;
}

/** An invocation with its place in the order of their ends. */
export type StoredInvocation = Invocation & { readonly seq: number };

export const INVOCATIONS_KEPT = 1000;

export type InvocationRepository = ReturnType<typeof createInvocationRepository>;

export function createInvocationRepository({ sql }: Database) {
  type Row = Omit<StoredInvocation, "event" | "response"> & { event: string; response?: string };
  const columns = `seq, id, at, pool_id AS poolId, function_arn AS functionArn, function_name AS functionName, trigger_name AS "trigger",
    trigger_source AS triggerSource, event, response, outcome, error, logs, duration_ms AS durationMs,
    replay_of AS replayOf`;
  // The pool may have been deleted while the function ran; then nobody can ask for the record either.
  const insert = sql.prepare(
    `INSERT INTO invocations (id, at, pool_id, function_arn, function_name, trigger_name, trigger_source, event, response, outcome,
       error, logs, duration_ms, replay_of)
     SELECT @id, @at, @poolId, @functionArn, @functionName, @trigger, @triggerSource, @event, @response, @outcome,
       @error, @logs, @durationMs, @replayOf
     WHERE EXISTS (SELECT 1 FROM user_pools WHERE id = @poolId)`,
  );
  const trim = sql.prepare("DELETE FROM invocations WHERE seq <= ?");
  const byId = sql.prepare<[string], Row>(`SELECT ${columns} FROM invocations WHERE id = ?`);
  const seqOf = sql.prepare<[string]>("SELECT seq FROM invocations WHERE id = ?").pluck();
  const take = sql.prepare("UPDATE invocations SET taken = 1 WHERE seq = ?");
  const clear = sql.prepare("DELETE FROM invocations");

  const conditions = {
    poolId: "pool_id = @poolId",
    source: "(trigger_source = @source OR trigger_name = @source)",
    function: "(function_arn = @function OR function_name = @function)",
    afterSeq: "seq > @afterSeq",
    taken: "taken = @taken",
  } as const;

  function select(
    filter: InvocationFilter,
    extra: { afterSeq?: number; taken?: number },
    order: string,
  ): StoredInvocation[] {
    const given: Record<string, string | number | undefined> = { ...filter, ...extra };
    const where = Object.entries(conditions).flatMap(([member, condition]) =>
      given[member] === undefined ? [] : [condition],
    );
    const clause = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    return sql
      .prepare<[object], Row>(`SELECT ${columns} FROM invocations ${clause} ${order}`)
      .all(given)
      .map(record);
  }

  return {
    /** False when the pool is gone, or the file is closed: a function that nobody waits for may end after the emulator. */
    insert(invocation: Invocation): boolean {
      if (!sql.open) return false;
      const { event, response, error, replayOf } = invocation;
      const { changes, lastInsertRowid } = insert.run({
        ...invocation,
        event: JSON.stringify(event),
        response: response === undefined ? null : JSON.stringify(response),
        error: error ?? null,
        replayOf: replayOf ?? null,
      });
      trim.run(Number(lastInsertRowid) - INVOCATIONS_KEPT);
      return changes === 1;
    },
    find(id: string): StoredInvocation | undefined {
      const row = byId.get(id);
      return row && record(row);
    },
    /** Those that match; newest last. */
    list: (filter: InvocationFilter): StoredInvocation[] => select(filter, {}, "ORDER BY seq"),
    /** The oldest that matches after the given place, or that nobody took yet. */
    first(filter: InvocationFilter, from: { afterSeq: number } | "untaken"): StoredInvocation | undefined {
      return select(filter, from === "untaken" ? { taken: 0 } : from, "ORDER BY seq LIMIT 1")[0];
    },
    take(seq: number): void {
      take.run(seq);
    },
    /** The place of an invocation in their order; 0 for an unknown id, which is before all. */
    seqOf: (id: string): number => (seqOf.get(id) as number | undefined) ?? 0,
    clear(): void {
      clear.run();
    },
  };

  function record(row: Row): StoredInvocation {
    const { event, response, ...rest } = present(row);
    return {
      ...rest,
      event: JSON.parse(event) as object,
      ...(response !== undefined && { response: JSON.parse(response) as unknown }),
    };
  }
}
