// A function behind an HTTP URL, in any language: takes the event by POST and answers with JSON.
import { performance } from "node:perf_hooks";
import type { FinishedLambdaResult } from "./lambda.js";
import { errorIn, parseJson, unreachable } from "./payload.js";
import { LARGEST_ANSWER, tooLarge } from "./protocol.js";

export async function invokeUrl(
  url: string,
  event: string,
  timeoutMs: number,
): Promise<FinishedLambdaResult> {
  const startedAt = performance.now();
  const ms = () => performance.now() - startedAt;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: event,
      signal,
    });
    const body = await textWithin(response, LARGEST_ANSWER);
    if (body === undefined) return { outcome: "failed", ...tooLarge, logs: "", ms: ms() };

    const payload = parseJson(body);
    const error = errorIn(payload);
    // Emulators of Lambda's runtimes answer errors with status 200; no trigger's answer looks like an error.
    if (error) return { outcome: "failed", ...error, logs: "", ms: ms() };
    if (response.ok && !response.headers.has("x-amz-function-error"))
      return { outcome: "answered", payload, logs: "", ms: ms() };
    const errorMessage = `${new URL(url).origin} answered with status ${response.status}`;
    return { outcome: "failed", errorType: "HttpError", errorMessage, logs: "", ms: ms() };
  } catch (error) {
    if (signal.aborted) return { outcome: "timedOut", logs: "", ms: ms() };
    return { outcome: "refused", ...unreachable(error), ms: ms() };
  }
}

/** Undefined for more than that many bytes, which are not read to their end. */
async function textWithin({ body }: Response, most: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
