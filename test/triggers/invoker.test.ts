// What Cognito makes of the ways in which a function can end, and the records that are kept of them.
import { expect, it, onTestFinished } from "vitest";
import { createInvocations } from "../../src/core/triggers/invocations.js";
import { createTriggerInvoker, type TriggerCall } from "../../src/core/triggers/invoker.js";
import { movableClock } from "../../src/platform/clock.js";
import { systemEntropy } from "../../src/platform/entropy.js";
import type { LambdaResult } from "../../src/platform/lambda/lambda.js";
import { type SystemLambdaOptions, systemLambda } from "../../src/platform/lambda/system-lambda.js";
import { openLog } from "../../src/platform/log.js";
import type { Pool } from "../../src/storage/records.js";
import { openStore } from "../../src/storage/store.js";
import { ARN, HANDLERS } from "./lambda.js";

const pool: Pool = {
  id: "us-east-1_Pool00001",
  account: "000000000000",
  region: "us-east-1",
  name: "pool",
  settings: {},
  createdAt: 0,
  changedAt: 0,
};

const event = {
  version: "1",
  triggerSource: "PreSignUp_SignUp",
  region: "us-east-1",
  userPoolId: pool.id,
  userName: "ada",
  callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "client" },
  request: { userAttributes: {} },
  response: {},
};
const call: TriggerCall = { functionArn: ARN, trigger: "PreSignUp", event };

interface Options extends Partial<SystemLambdaOptions> {
  attempts?: number;
  /** Answers in place of any function. */
  result?: LambdaResult;
}

async function anInvoker(target: string, { attempts = 3, result, ...options }: Options = {}) {
  const lines: string[] = [];
  const log = await openLog({ level: "debug", format: "text", write: (text) => lines.push(text) });
  const entropy = systemEntropy();
  const clock = movableClock();
  const lambda = systemLambda({ timeoutMs: 5000, clock, entropy, log, ...options });
  if (target) lambda.map({ [ARN]: target }, HANDLERS);
  const store = openStore(":memory:");
  store.pools.insert(pool);
  const answering = result ? { ...lambda, invoke: async () => result } : lambda;
  const invocations = createInvocations({ store, lambda: answering, clock, entropy });
  const invoker = createTriggerInvoker({ lambda: answering, invocations, attempts, log });
  onTestFinished(async () => {
    await lambda.close();
    store.close();
  });
  return {
    ...invoker,
    store,
    invocations,
    lines,
    refusal: () =>
      invoker.invoke(pool, call).then(
        () => "answered",
        ({ name, message }: Error) => `${name}: ${message}`,
      ),
  };
}

it("answers with the function's object", async () => {
  const { invoke } = await anInvoker("esm.mjs");
  expect(await invoke(pool, call)).toMatchObject({ ...event, response: { from: "handler" } });
});

const tooLarge = {
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: "Response payload size exceeded",
};
const ran = { logs: "", ms: 1 };
it.each<[string, LambdaResult | string, RegExp]>([
  ["throws", "broken.mjs#throws", /^UserLambdaValidationException: PreSignUp failed with error thrown\.$/],
  [
    "throws a message with a period",
    { outcome: "failed", errorType: "Error", errorMessage: "Not you.", ...ran },
    /^UserLambdaValidationException: PreSignUp failed with error Not you\.\.$/,
  ],
  [
    "leaves the process",
    "broken.mjs#exits",
    /^UserLambdaValidationException: PreSignUp failed with error RequestId: \S+ Error: Runtime exited with error: exit status 3\.$/,
  ],
  [
    "cannot be loaded",
    "unloadable.mjs",
    /^UserLambdaValidationException: PreSignUp failed with error Error: at the top\.$/,
  ],
  [
    "answers with nothing",
    "broken.mjs#nothing",
    /^InvalidLambdaResponseException: Unrecognizable lambda output$/,
  ],
  [
    "answers with a text",
    "broken.mjs#text",
    /^InvalidLambdaResponseException: Unrecognizable lambda output$/,
  ],
  [
    "answers with a list",
    { outcome: "answered", payload: [], ...ran },
    /^InvalidLambdaResponseException: Unrecognizable lambda output$/,
  ],
  [
    "does not answer with JSON",
    { outcome: "answered", payload: undefined, ...ran },
    /^InvalidLambdaResponseException: Unrecognizable lambda output$/,
  ],
  [
    "answers with too much",
    { outcome: "failed", ...tooLarge, ...ran },
    /^InvalidLambdaResponseException: Unrecognizable lambda output$/,
  ],
  [
    "may not be invoked",
    { outcome: "refused", reason: "AccessDeniedException", ms: 1 },
    /^UnexpectedLambdaException: PreSignUp invocation failed due to error AccessDeniedException\.$/,
  ],
  [
    "is mapped to a file that is not there",
    "nowhere.js",
    /^UnexpectedLambdaException: PreSignUp invocation failed due to error ResourceNotFoundException: there is no file \S+nowhere\.js\.$/,
  ],
  [
    "is mapped nowhere",
    "",
    /^UnexpectedLambdaException: PreSignUp invocation failed due to error ResourceNotFoundException: cognito-emulator does not know where arn:aws:lambda:eu-west-1:123456789012:function:under-test is\. Start it with --trigger under-test=\.\/file\.js#handler, .*--lambda-endpoint\.$/,
  ],
])("words the error of a function that %s", async (_, how, expected) => {
  const invoker =
    typeof how === "string" ? await anInvoker(how) : await anInvoker("esm.mjs", { result: how });
  expect(await invoker.refusal()).toMatch(expected);
  expect(invoker.invocations.list()).toHaveLength(1);
});

it("tries three times when a function exceeds the time limit, and records each", async () => {
  const { refusal, invocations } = await anInvoker("broken.mjs#hangs", { timeoutMs: 40 });
  expect(await refusal()).toBe(
    "UnexpectedLambdaException: PreSignUp invocation failed due to error Socket timeout while invoking Lambda function.",
  );
  expect(invocations.list().map(({ outcome }) => outcome)).toEqual(["timedOut", "timedOut", "timedOut"]);
});

it("records event, answer, log and time, and logs a line", async () => {
  const { invoke, invocations, lines } = await anInvoker("esm.mjs#talk");
  await invoke(pool, { ...call, event: { ...event, userName: "ada" } });
  const [record] = invocations.list();
  expect(record).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    poolId: pool.id,
    functionArn: ARN,
    functionName: "under-test",
    trigger: "PreSignUp",
    triggerSource: "PreSignUp_SignUp",
    event,
    response: {},
    outcome: "answered",
    logs: "working on undefined\na warning\nno newline",
    durationMs: expect.any(Number),
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(lines.join("")).toMatch(
    /info {2}\[under-test\] PreSignUp_SignUp answered pool=us-east-1_Pool00001 ms=/,
  );
});

it("finds records by pool, trigger, source and function", async () => {
  const { invoke, invocations } = await anInvoker("esm.mjs");
  await invoke(pool, call);
  const found = [
    { poolId: pool.id },
    { source: "PreSignUp" },
    { source: "PreSignUp_SignUp" },
    { function: ARN },
    { function: "under-test" },
    { poolId: pool.id, source: "PreSignUp", function: "under-test" },
  ].map((filter) => invocations.list(filter).length);
  expect(found).toEqual([1, 1, 1, 1, 1, 1]);
  const missed = [
    { poolId: "other" },
    { source: "PreSignUp_" },
    { function: "under" },
    { function: "under_test" },
  ];
  expect(missed.map((filter) => invocations.list(filter).length)).toEqual([0, 0, 0, 0]);
});

it("keeps passwords and codes out of the record, but replays the event as it was", async () => {
  const { invoke, invocations } = await anInvoker("cjs.cjs#returned");
  const request = { password: 'Hidden "1"', code: "AYADeI+secret", userAttributes: {} };
  const answer = await invoke(pool, { ...call, event: { ...event, request } });
  expect(answer.request).toEqual(request);

  const [record] = invocations.list();
  expect(record).toMatchObject({
    event: { request: { password: "***", code: "***" } },
    response: { request: { password: "***", code: "***" } },
  });
  const replayed = await invocations.replay(record?.id ?? "");
  expect(replayed).toMatchObject({ replayOf: record?.id, event: record?.event, outcome: "answered" });
  expect(JSON.stringify(invocations.list())).not.toMatch(/Hidden|AYADeI/);
});

it("keeps a printed password out of the record", async () => {
  const { invoke, invocations } = await anInvoker("printing.mjs");
  await invoke(pool, { ...call, event: { ...event, request: { password: 'Hidden "1"' } } });
  expect(invocations.list()[0]?.logs).toBe('plain *** and {"password":"***"}\n');
  expect(invocations.list()[0]?.response).toEqual({ response: { copied: "so *** it is" } });
});

it("replays to whatever the function is now", async () => {
  const { refusal, invocations } = await anInvoker("broken.mjs#throws");
  await refusal();
  const [record] = invocations.list();
  expect(record).toMatchObject({ outcome: "failed", error: "RangeError: thrown" });
  const replayed = await invocations.replay(record?.id ?? "");
  expect(replayed).toMatchObject({ outcome: "failed", replayOf: record?.id, event });
  expect(await invocations.replay("unknown")).toBeUndefined();
  expect(invocations.list()).toHaveLength(2);
});

it("hands each record out once, or those after another", async () => {
  const { invoke, invocations } = await anInvoker("esm.mjs");
  const coming = invocations.next({ source: "PreSignUp" }, { timeoutMs: 5000 });
  await invoke(pool, call);
  const first = await coming;
  expect(first).toMatchObject({ triggerSource: "PreSignUp_SignUp" });
  expect(await invocations.next({}, { timeoutMs: 0 })).toBeUndefined();
  expect(await invocations.next({}, { timeoutMs: 0, after: "none" })).toEqual(first);
  expect(await invocations.next({}, { timeoutMs: 0, after: first?.id })).toBeUndefined();
});

it("keeps the newest 1,000, and none of a deleted pool", async () => {
  const result: LambdaResult = { outcome: "answered", payload: {}, logs: "", ms: 0 };
  const { invoke, invocations, store } = await anInvoker("", { result });
  for (let n = 0; n < 1010; n++) await invoke(pool, { ...call, event: { ...event, userName: `user ${n}` } });
  const kept = invocations.list();
  expect(kept).toHaveLength(1000);
  expect(kept[0]).toMatchObject({ event: { userName: "user 10" } });

  store.pools.remove(pool.id);
  expect(invocations.list()).toEqual([]);
  await invoke(pool, call);
  expect(invocations.list()).toEqual([]);
});

it("only mentions an answer that is large", async () => {
  const result: LambdaResult = { outcome: "answered", payload: { big: "x".repeat(70_000) }, logs: "", ms: 0 };
  const { invoke, invocations } = await anInvoker("", { result });
  await invoke(pool, call);
  const [record] = invocations.list();
  expect(record).toMatchObject({ error: "the answer's 70010 characters are not kept" });
  expect(record).not.toHaveProperty("response");
});

it("does not wait for what it sends, records it at its end, and is told only what could not be sent", async () => {
  const { send, invocations } = await anInvoker("broken.mjs#throws");
  await send(pool, { ...call, trigger: "CustomEmailSender" });
  expect(await invocations.next({}, { timeoutMs: 5000 })).toMatchObject({ outcome: "failed" });
  const nowhere = await anInvoker("");
  await expect(nowhere.send(pool, { ...call, trigger: "CustomEmailSender" })).rejects.toMatchObject({
    name: "UnexpectedLambdaException",
  });
});
