// @ts-check
// One event in a function's thread, by the rules of Lambda's runtime for Node.js: promise, callback or returned value.

/** @typedef {{ json: string } | { error: unknown }} Result */
/** @typedef {(event: unknown, context: object, callback: Callback) => unknown} Handler */
/** @typedef {(error?: unknown, result?: unknown) => void} Callback */
/** @typedef {{ idle(): void }} Invocation */

/**
 * @param {Handler} handler
 * @param {import("../protocol.js").HandlerCall} call
 * @param {(result: Result) => void} report  called exactly once
 * @returns {Invocation} whose `idle` is to be called when the event loop has run empty
 */
export function startInvocation(handler, call, report) {
  let reported = false;
  /** @type {(result: Result) => void} */
  const finish = (result) => {
    if (reported) return;
    reported = true;
    report(result);
  };
  /** An answer that was called back and waits for the event loop to run empty. */
  let held = "null";

  /** @type {Callback} */
  const callback = (error, result) => {
    if (error !== undefined && error !== null) return finish({ error });
    const answer = serialize(result);
    if ("error" in answer || !context.callbackWaitsForEmptyEventLoop) return finish(answer);
    held = answer.json;
  };
  /** @type {Callback} */
  const done = (error, result) => {
    context.callbackWaitsForEmptyEventLoop = false;
    callback(error, result);
  };
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    ...contextOf(call),
    done,
    succeed: (/** @type {unknown} */ result) => done(null, result),
    fail: (/** @type {unknown} */ error) => done(error ?? "handled"),
  };

  try {
    const returned = handler(JSON.parse(call.event), context, callback);
    if (isPromise(returned)) returned.then(context.succeed, context.fail);
    // Who takes a callback answers by it; what such a function returns (a timer, an arrow's value) means nothing.
    else if (returned !== undefined && handler.length < 3) context.succeed(returned);
  } catch (error) {
    finish({ error });
  }
  return { idle: () => finish({ json: held }) };
}

/** @param {import("../protocol.js").HandlerCall} call */
function contextOf(call) {
  const endsAt = performance.now() + call.timeoutMs;
  return {
    awsRequestId: call.requestId,
    functionName: call.functionName,
    functionVersion: call.functionVersion,
    invokedFunctionArn: call.functionArn,
    memoryLimitInMB: String(call.memoryMb),
    logGroupName: `/aws/lambda/${call.functionName}`,
    logStreamName: call.logStream,
    clientContext: undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(endsAt - performance.now())),
  };
}

/**
 * @param {unknown} result
 * @returns {Result & ({ json: string } | { error: Error })}
 */
function serialize(result) {
  try {
    // A function or a symbol has no JSON, and undefined none either.
    return { json: JSON.stringify(result) ?? "null" };
  } catch {
    return { error: new Error("Unable to stringify response body") };
  }
}

/**
 * @param {unknown} value
 * @returns {value is PromiseLike<unknown>}
 */
function isPromise(value) {
  return typeof (/** @type {{ then?: unknown } | null | undefined} */ (value)?.then) === "function";
}
