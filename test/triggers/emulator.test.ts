// Functions in a whole emulator: configured, called through the SDK, calling back, looked at over HTTP.

import { join } from "node:path";
import {
  AdminGetUserCommand,
  CreateUserPoolCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it, onTestFinished } from "vitest";
import type { EmulatorOptions } from "../../src/config.js";
import { FixtureError } from "../../src/seed/problem.js";
import { aClient, aPool, PASSWORD } from "../support/builders.js";
import { bootEmulator, type TestEmulator } from "../support/emulator.js";
import { aFolder, HANDLERS } from "./lambda.js";

const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:pre-sign-up";

async function boot(options: EmulatorOptions): Promise<TestEmulator> {
  const emulator = await bootEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}

async function signUp(emulator: TestEmulator, username = "ada") {
  const pool = await aPool(emulator, { LambdaConfig: { PreSignUp: FUNCTION } });
  const { ClientId } = await aClient(emulator, pool);
  const answer = await emulator.idp
    .send(new SignUpCommand({ ClientId, Username: username, Password: PASSWORD }))
    .then(
      ({ UserConfirmed }) => ({ UserConfirmed }),
      ({ name, message }: Error) => ({ name, message }),
    );
  return { pool, answer };
}

const signedUp = { UserConfirmed: expect.any(Boolean) };

const confirming = `
  import { describe } from "./words.mjs";
  export const handler = async (event) => {
    console.log(describe(event.userName));
    event.response.autoConfirmUser = true;
    return event;
  };`;
const words = `export const describe = (name) => "signing up " + name;`;

it("runs a module of the options, and shows the invocation in the library and over HTTP", async () => {
  const folder = aFolder();
  folder.write("words.mjs", words);
  const emulator = await boot({ triggers: { "pre-sign-up": folder.write("fn.mjs", confirming) } });
  const next = emulator.invocations.next({ source: "PreSignUp" });
  const { pool, answer } = await signUp(emulator);
  expect(answer).toEqual(signedUp);

  const record = await next;
  expect(record).toMatchObject({
    poolId: pool.Id,
    functionName: "pre-sign-up",
    triggerSource: "PreSignUp_SignUp",
    outcome: "answered",
    event: { userName: "ada", response: { autoConfirmUser: false } },
    response: { response: { autoConfirmUser: true } },
    logs: "signing up ada\n",
  });
  expect(emulator.invocations.list({ poolId: pool.Id })).toEqual([record]);

  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${emulator.url}/_emulator/invocations${path}`, init);
    return { status: response.status, body: await response.json() };
  };
  expect(await ask(`?pool=${pool.Id}&source=PreSignUp&function=pre-sign-up`)).toEqual({
    status: 200,
    body: { invocations: [record] },
  });
  expect(await ask("?source=PostConfirmation")).toEqual({ status: 200, body: { invocations: [] } });
  expect(await ask(`/${record.id}`)).toEqual({ status: 200, body: record });
  expect(await ask("/next?timeout=0&after=none")).toEqual({ status: 200, body: record });
  expect(await ask("/next?timeout=0")).toMatchObject({ status: 404 });
  expect(await ask("/next?timeout=soon")).toMatchObject({ status: 400 });

  const replayed = await ask(`/${record.id}/replay`, { method: "POST" });
  expect(replayed).toMatchObject({ status: 200, body: { replayOf: record.id, outcome: "answered" } });
  expect(await emulator.invocations.replay(record.id)).toMatchObject({ replayOf: record.id });
  expect(await ask("/unknown")).toMatchObject({ status: 404 });
  expect(await ask("/unknown/replay", { method: "POST" })).toMatchObject({ status: 404 });
  await expect(emulator.invocations.replay("unknown")).rejects.toThrow("There is no invocation unknown");
  await expect(emulator.invocations.next({ source: "None", timeout: 0 })).rejects.toThrow("within 0 s");
  expect(await ask("", { method: "DELETE" })).toEqual({ status: 200, body: {} });
  expect(emulator.invocations.list()).toEqual([]);
});

it("lets a function call the emulator, which it finds in its environment", async () => {
  const fn = aFolder().write(
    "fn.mjs",
    `export const handler = async (event) => {
      const response = await fetch(process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": "AWSCognitoIdentityProviderService.DescribeUserPool",
          authorization: "AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0",
        },
        body: JSON.stringify({ UserPoolId: event.userPoolId }),
      });
      if (!response.ok) throw new Error(await response.text());
      return event;
    };`,
  );
  const emulator = await boot({ triggers: { [FUNCTION]: fn } });
  expect((await signUp(emulator)).answer).toEqual(signedUp);
});

it("keeps out whom a function refuses, and goes on after one that breaks in any way", async () => {
  const emulator = await boot({ triggers: {}, triggerTimeoutSeconds: 0.1, triggerAttempts: 1 });
  const outcomes: string[] = [];
  for (const name of ["throws", "loops", "exits", "nothing"]) {
    const fixture = aFolder().write("seed.yaml", `triggers: { pre-sign-up: ${HANDLERS}/broken.mjs#${name} }`);
    await emulator.seed(fixture);
    const { pool, answer } = await signUp(emulator);
    outcomes.push("name" in answer ? `${answer.name}: ${answer.message}` : "signed up");
    await expect(
      emulator.idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" })),
    ).rejects.toMatchObject({ name: "UserNotFoundException" });
  }
  expect(outcomes).toEqual([
    "UserLambdaValidationException: PreSignUp failed with error thrown.",
    "UnexpectedLambdaException: PreSignUp invocation failed due to error Socket timeout while invoking Lambda function.",
    expect.stringMatching(/^UserLambdaValidationException: PreSignUp failed .* exit status 3\.$/),
    "InvalidLambdaResponseException: Unrecognizable lambda output",
  ]);
});

it("tells of a function that is nowhere how to map it", async () => {
  const emulator = await boot({});
  expect((await signUp(emulator)).answer).toEqual({
    name: "UnexpectedLambdaException",
    message: expect.stringContaining(
      `does not know where ${FUNCTION} is. Start it with --trigger pre-sign-up=`,
    ),
  });
});

it("takes modules from a fixture, relative to it, but not from a text without a file", async () => {
  const folder = aFolder();
  folder.write("words.mjs", words);
  folder.write("fn.mjs", confirming);
  const fixture = folder.write("seed.yaml", "triggers:\n  pre-sign-up: ./fn.mjs#handler\n");
  const emulator = await boot({});
  const post = async (file: object) => {
    const response = await fetch(`${emulator.url}/_emulator/seed`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ files: [file] }),
    });
    return { status: response.status, body: await response.json() };
  };
  const text = "triggers:\n  pre-sign-up: ./fn.mjs#handler\n";
  expect(await post({ name: "seed.yaml", text })).toEqual({
    status: 400,
    body: {
      message:
        "seed.yaml:2:3: triggers.pre-sign-up: a module can only be named by a file on the emulator's own machine",
    },
  });
  expect((await signUp(emulator)).answer).toMatchObject({ name: "UnexpectedLambdaException" });
  expect(await post({ name: "seed.yaml", text, path: fixture })).toMatchObject({ status: 200 });
  expect((await signUp(emulator)).answer).toEqual(signedUp);
  expect(await post({ name: "a.yaml", text: "triggers: { a: 'http://localhost:1/a' }" })).toMatchObject({
    status: 200,
  });
});

it.each([
  ["triggers: { 'not a name': ./a.js }", /expected a function's name or ARN/],
  ["triggers: { a: ftp://host/a }", /expected .*\.\/file\.js#handler or an http\(s\) URL/],
  ["triggers: { a: { environment: { A: b } } }", /the member "target" is missing/],
])("refuses the fixture %s", async (text, message) => {
  const emulator = await boot({});
  const refused = await emulator.seed(aFolder().write("seed.yaml", text)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FixtureError);
  expect((refused as Error).message).toMatch(message);
});

it("maps functions before it loads the pools that name them", async () => {
  const folder = aFolder();
  folder.write("words.mjs", words);
  folder.write("fn.mjs", confirming);
  const fixture = folder.write(
    "seed.yaml",
    `triggers: { pre-sign-up: ./fn.mjs }
userPools:
  - name: seeded
    LambdaConfig: { PreSignUp: "${FUNCTION}" }
    users: [{ username: ada, password: ${PASSWORD} }]
`,
  );
  const emulator = await boot({ seeds: [fixture] });
  expect(emulator.invocations.list()).toMatchObject([{ triggerSource: "PreSignUp_AdminCreateUser" }]);
});

it("forgets the records of a pool on reset", async () => {
  const emulator = await boot({ triggers: { "pre-sign-up": join(HANDLERS, "broken.mjs#throws") } });
  await signUp(emulator);
  expect(emulator.invocations.list()).toHaveLength(1);
  await emulator.reset();
  expect(emulator.invocations.list()).toEqual([]);
  await emulator.idp.send(new CreateUserPoolCommand({ PoolName: "again" }));
});
