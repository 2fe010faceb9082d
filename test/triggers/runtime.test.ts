// Functions in local modules: how they are loaded, called and told about, by the rules of Lambda's Node.js runtime.
import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ARN, aFolder, aLambda, HANDLERS } from "./lambda.js";

it.each([
  [
    "an async function",
    "esm.mjs",
    { n: 1 },
    { n: 1, response: expect.objectContaining({ from: "handler" }) },
  ],
  ["a named export", "esm.mjs#count", {}, { calls: 1 }],
  ["a callback", "cjs.cjs", { n: 1 }, { n: 1, from: "callback" }],
  ["context.done", "cjs.cjs#done", { n: 1 }, { n: 1, from: "done" }],
  ["context.succeed", "cjs.cjs#succeed", { n: 1 }, { n: 1, from: "succeed" }],
  ["a returned value", "cjs.cjs#returned", { n: 1 }, { n: 1, from: "return" }],
  ["TypeScript that imports TypeScript", "typed.ts", { name: "you" }, { text: "hello you" }],
  ["a handler that forgets to answer", "cjs.cjs#silent", {}, null],
  ["a promise that nothing can settle any more", "broken.mjs#forgets", {}, null],
  ["a function that returns nothing", "broken.mjs#nothing", {}, null],
  ["a value without JSON inside", "broken.mjs#functions", {}, { kept: 1 }],
  ["a text", "broken.mjs#text", {}, "text"],
  ["a callback with something open, told not to wait", "cjs.cjs#open", { dontWait: true }, { from: "open" }],
  ["a callback with something open for a while", "cjs.cjs#open", { closeAfterMs: 30 }, { from: "open" }],
])("takes the answer of %s", async (_, target, event, payload) => {
  const lambda = await aLambda();
  expect(await lambda.run(target, event)).toMatchObject({ outcome: "answered", payload });
});

it("loads the default export, CommonJS functions, and ES module syntax in plain .js files", async () => {
  const folder = aFolder();
  const lambda = await aLambda();
  const answers = [];
  for (const [name, text] of [
    ["default.mjs", "export default async () => 1;"],
    ["whole.cjs", "module.exports = async () => 2;"],
    ["undeclared.js", "export const handler = async () => 3;"],
    ["transpiled.cjs", "exports.__esModule = true; exports.default = async () => 4;"],
  ] as const)
    answers.push(await lambda.run(folder.write(name, text)));
  expect(answers.map((answer) => "payload" in answer && answer.payload)).toEqual([1, 2, 3, 4]);
});

it("gives the function what Lambda gives it", async () => {
  const lambda = await aLambda({ environment: () => ({ FROM_EMULATOR: "yes", NODE_OPTIONS: "--inspect" }) });
  const target = { target: "esm.mjs#describe", environment: { TABLE: "users" } };
  const { payload } = (await lambda.run(target)) as unknown as { payload: Record<string, never> };
  expect(payload).toMatchObject({
    rest: {
      callbackWaitsForEmptyEventLoop: true,
      functionName: "under-test",
      functionVersion: "$LATEST",
      invokedFunctionArn: ARN,
      memoryLimitInMB: "256",
      logGroupName: "/aws/lambda/under-test",
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
    functions: ["function", "function", "function", "function"],
    environment: {
      FROM_EMULATOR: "yes",
      TABLE: "users",
      _HANDLER: "esm.describe",
      AWS_REGION: "eu-west-1",
      AWS_LAMBDA_FUNCTION_NAME: "under-test",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      LAMBDA_TASK_ROOT: HANDLERS,
    },
  });
  expect(payload.environment).not.toHaveProperty("NODE_OPTIONS");
  expect(payload.remaining).toBeGreaterThan(4000);
  expect(payload.remaining).toBeLessThanOrEqual(5000);
});

it.each([
  ["throws", "broken.mjs#throws", "RangeError", "thrown"],
  ["rejects", "broken.mjs#rejects", "Error", "rejected"],
  ["throws a text", "broken.mjs#throwsText", "string", "just text"],
  ["calls back with an error", "cjs.cjs#calledBackError", "Error", "called back"],
  ["calls back with a text", "cjs.cjs#calledBackText", "string", "only a text"],
  ["calls context.fail", "cjs.cjs#fail", "TypeError", "failed by context"],
  ["throws in a timer", "broken.mjs#throwsLater", "Error", "thrown later"],
  [
    "leaves a rejection alone",
    "broken.mjs#rejectsAside",
    "Runtime.UnhandledPromiseRejection",
    "Error: nobody looks",
  ],
  ["answers with a BigInt", "broken.mjs#bigint", "Error", "Unable to stringify response body"],
  ["answers with a cycle", "broken.mjs#cycle", "Error", "Unable to stringify response body"],
  [
    "answers with more than 6 MB",
    "broken.mjs#huge",
    "Function.ResponseSizeTooLarge",
    "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
  ],
])("tells the error of a function that %s", async (_, target, errorType, errorMessage) => {
  const lambda = await aLambda();
  expect(await lambda.run(target)).toMatchObject({ outcome: "failed", errorType, errorMessage });
});

it.each([
  [
    "leaves the process",
    "broken.mjs#exits",
    /^RequestId: [\w-]{36} Error: Runtime exited with error: exit status 3$/,
  ],
  [
    "leaves the process without an error",
    "broken.mjs#exitsWell",
    /Runtime exited without providing a reason$/,
  ],
  ["kills its own process", "broken.mjs#kills", /Runtime exited with error: exit status 1$/],
  ["has no such export", "broken.mjs#missing", /broken\.mjs has no export "missing" that is a function$/],
  ["has an export that is no function", "broken.mjs#notAFunction", /that is a function$/],
  ["cannot be loaded", "unloadable.mjs", /^Error: at the top$/],
])("survives a function that %s", async (_, target, reason) => {
  const lambda = await aLambda();
  expect(await lambda.run(target)).toMatchObject({
    outcome: "crashed",
    reason: expect.stringMatching(reason),
  });
  expect(await lambda.run("esm.mjs#count")).toMatchObject({ outcome: "answered", payload: { calls: 1 } });
});

it("survives process.abort and a heap that runs full", async () => {
  const lambda = await aLambda({ memoryMb: 24, timeoutMs: 20_000 });
  expect(await lambda.run("broken.mjs#aborts")).toMatchObject({ outcome: "failed" });
  expect(await lambda.run("broken.mjs#eats")).toMatchObject({
    outcome: "crashed",
    reason: expect.stringMatching(/signal: killed$/),
  });
});

it.each([
  ["hangs", "broken.mjs#hangs"],
  ["loops", "broken.mjs#loops"],
  ["prints for ever", "broken.mjs#prints"],
  ["answers with something open", "cjs.cjs#open"],
])("ends a function that %s", async (_, target) => {
  const lambda = await aLambda({ timeoutMs: 200 });
  expect(await lambda.run(target)).toMatchObject({ outcome: "timedOut" });
  expect(await lambda.run("esm.mjs#count")).toMatchObject({ outcome: "answered", payload: { calls: 1 } });
});

it("tells that there is no file, and what it would have been", async () => {
  const lambda = await aLambda();
  expect(await lambda.run("nowhere.js")).toMatchObject({
    outcome: "refused",
    reason: "ResourceNotFoundException",
    detail: `there is no file ${join(HANDLERS, "nowhere.js")}`,
  });
});

it("keeps what the function prints, and logs it under the function's name", async () => {
  const lambda = await aLambda({ timeoutMs: 200 });
  expect(await lambda.run("esm.mjs#talk", { name: "it" })).toMatchObject({
    logs: "working on it\na warning\nno newline",
  });
  expect(await lambda.run("broken.mjs#loops")).toMatchObject({ logs: "before the loop\n" });
  await new Promise((resolve) => setImmediate(resolve));
  const text = lambda.lines.join("");
  for (const line of ["working on it", "a warning", "no newline", "before the loop"])
    expect(text).toContain(`info  [under-test] ${line}\n`);
});

it("does not see what the function does to the event", async () => {
  const lambda = await aLambda();
  const event = { request: { userAttributes: { email: "as it was" }, list: [1] } };
  expect(await lambda.run("esm.mjs#mutate", event)).toMatchObject({
    payload: { request: { userAttributes: { email: "changed" } } },
  });
  expect(event).toEqual({ request: { userAttributes: { email: "as it was" }, list: [1] } });
});

it("keeps a module's state from one event to the next", async () => {
  const lambda = await aLambda();
  lambda.map({ [ARN]: "esm.mjs#count" }, HANDLERS);
  const invoke = () => lambda.invoke({ functionArn: ARN, event: {}, kind: "RequestResponse" });
  expect([await invoke(), await invoke()]).toMatchObject([
    { payload: { calls: 1 } },
    { payload: { calls: 2 } },
  ]);
});

it("runs several events at once, and makes further ones wait", async () => {
  const lambda = await aLambda();
  lambda.map({ [ARN]: "esm.mjs#slow" }, HANDLERS);
  const invoke = (ms: number) => lambda.invoke({ functionArn: ARN, event: { ms }, kind: "RequestResponse" });
  const results = await Promise.all(Array.from({ length: 12 }, (_, n) => invoke(n)));
  expect(results).toMatchObject(
    Array.from({ length: 12 }, (_, n) => ({ outcome: "answered", payload: { waited: n } })),
  );
});

it.each([
  [
    "ES module",
    "main.mjs",
    "part.mjs",
    (n: number) => `export const value = ${n};`,
    'import { value } from "./part.mjs"; export const handler = async () => value;',
  ],
  [
    "CommonJS",
    "main.cjs",
    "part.js",
    (n: number) => `exports.value = ${n};`,
    'const { value } = require("./part"); exports.handler = async () => value;',
  ],
  [
    "TypeScript",
    "main.ts",
    "part.ts",
    (n: number) => `export const value: number = ${n};`,
    'import { value } from "./part"; enum Sign { Plus = 1 } export const handler = async () => value * Sign.Plus;',
  ],
])("loads a changed %s anew, and one whose import has changed", async (_, main, part, partText, mainText) => {
  const folder = aFolder();
  const lambda = await aLambda();
  const file = folder.write(main, mainText);
  folder.write(part, partText(1));
  lambda.map({ [ARN]: file });
  const payload = async () => {
    const result = await lambda.invoke({ functionArn: ARN, event: {}, kind: "RequestResponse" });
    return "payload" in result ? result.payload : result;
  };
  expect(await payload()).toBe(1);
  folder.write(part, partText(22));
  expect(await payload()).toBe(22);
  // As editors save: a new file takes the place of the old one.
  renameSync(folder.write("saved", mainText.replace("=> value", "=> -value")), file);
  expect(await payload()).toBe(-22);
});

it("follows aliases of a tsconfig.json, and changes of what they lead to", async () => {
  const folder = aFolder();
  const lambda = await aLambda();
  folder.write("tsconfig.json", '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }');
  folder.write("part.ts", "export const value: number = 1;");
  const file = folder.write(
    "main.ts",
    'import { value } from "@/part"; export const handler = async () => value;',
  );
  lambda.map({ [ARN]: file });
  const invoke = () => lambda.invoke({ functionArn: ARN, event: {}, kind: "RequestResponse" });
  expect(await invoke()).toMatchObject({ payload: 1 });
  folder.write("part.ts", "export const value: number = 22;");
  expect(await invoke()).toMatchObject({ payload: 22 });
});

it("recovers when a broken file is mended", async () => {
  const folder = aFolder();
  const lambda = await aLambda();
  const file = folder.write("fn.mjs", "export const handler = ((");
  lambda.map({ "under-test": file });
  const invoke = () => lambda.invoke({ functionArn: ARN, event: {}, kind: "RequestResponse" });
  expect(await invoke()).toMatchObject({ outcome: "crashed", reason: expect.stringMatching(/^SyntaxError/) });
  folder.write("fn.mjs", "export const handler = async () => 1;");
  expect(await invoke()).toMatchObject({ outcome: "answered", payload: 1 });
});

it("finds a function by ARN, by ARN with alias, by name, the most particular first", async () => {
  const lambda = await aLambda();
  const folder = aFolder();
  mkdirSync(join(folder.path, "fns"));
  const answering = (name: string) =>
    folder.write(`fns/${name}.mjs`, `export const handler = async () => "${name}";`);
  const base = "arn:aws:lambda:us-east-1:000000000000:function:";
  lambda.map({
    "by-name": answering("name"),
    "by-name:live": answering("name-live"),
    [`${base}by-name`]: answering("arn"),
    [`${base}by-name:7`]: answering("arn-7"),
  });
  const answers = [];
  for (const functionArn of [
    `${base}by-name:7`,
    `${base}by-name:live`,
    `${base}by-name:8`,
    `${base}by-name`,
    "arn:aws:lambda:eu-west-1:000000000000:function:by-name",
    `${base}other`,
  ]) {
    const result = await lambda.invoke({ functionArn, event: {}, kind: "RequestResponse" });
    answers.push("payload" in result ? result.payload : result.outcome);
  }
  expect(answers).toEqual(["arn-7", "name-live", "arn", "arn", "name", "unmapped"]);
});

it("does not wait for an Event, and tells afterwards how it ended", async () => {
  const lambda = await aLambda();
  lambda.map({ [ARN]: "esm.mjs#slow" }, HANDLERS);
  const result = await lambda.invoke({ functionArn: ARN, event: { ms: 20 }, kind: "Event" });
  if (result.outcome !== "accepted") throw new Error(result.outcome);
  expect(await result.finished).toMatchObject({ outcome: "answered", payload: { waited: 20 } });
});

it("ends what runs when it is closed", async () => {
  const lambda = await aLambda();
  lambda.map({ [ARN]: "broken.mjs#hangs" }, HANDLERS);
  const running = lambda.invoke({ functionArn: ARN, event: {}, kind: "RequestResponse" });
  await lambda.close();
  expect(await running).toMatchObject({ outcome: "crashed" });
});
