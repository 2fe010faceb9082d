// Reads the queries of endpoints that list, or wait for what comes next.
import type { Request, Response } from "express";
import type { Patience } from "../../core/waiting.js";

/** Below the patience of most HTTP clients. */
const DEFAULT_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 300;

export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/**
 * Answers with the next record: each is handed out once, or with `after` (an id) the first one after that; 404 when
 * none came in time.
 */
export async function answerNext<T>(
  { query }: Request,
  response: Response,
  kind: string,
  next: (wait: Patience & { after: string | undefined }) => Promise<T | undefined>,
): Promise<void> {
  const seconds = secondsOf(query.timeout);
  if (seconds === undefined) {
    response.status(400).json({ message: "timeout is a number of seconds, 0 to 300" });
    return;
  }
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const record = await next({
    timeoutMs: seconds * 1000,
    after: text(query.after),
    signal: gone.signal,
  });
  if (response.closed) return;
  if (record) response.json(record);
  else response.status(404).json({ message: `no such ${kind} within ${seconds} s` });
}

function secondsOf(timeout: unknown): number | undefined {
  if (timeout === undefined) return DEFAULT_WAIT_SECONDS;
  const seconds = Number(timeout);
  return seconds >= 0 && seconds <= LONGEST_WAIT_SECONDS ? seconds : undefined;
}
