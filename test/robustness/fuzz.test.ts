// Whatever the model allows as input, no operation answers with an internal error, and none leaves a caller waiting.
//
// FUZZ_SEEDS=1,2,3 and FUZZ_REQUESTS=50000 make the run longer than the suite needs.
import { request } from "node:http";
import { expect, it } from "vitest";
import { serviceIds, serviceModel } from "../../src/model/service-model.js";
import { cognitoIdentity } from "../../src/services/cognito-identity/registry.js";
import { cognitoIdp } from "../../src/services/cognito-idp/registry.js";
import { bootEmulator, type TestEmulator } from "../support/emulator.js";
import { type Inputs, randomInputs } from "./inputs.js";
import { type Random, seeded } from "./random.js";
import { aFamily } from "./world.js";

const SEEDS = (process.env.FUZZ_SEEDS ?? "1").split(",").map(Number);
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 3000);
const PATIENCE_MS = 10_000;

const built: ReadonlySet<string> = new Set([...cognitoIdp, ...cognitoIdentity].map(({ name }) => name));

const operations = serviceIds.flatMap((id) => {
  const model = serviceModel(id);
  return model.operationNames.map((name) => ({
    target: `${model.targetPrefix}.${name}`,
    name,
    input: model.operation(name)!.input,
  }));
});

const builtOperations = operations.filter(({ name }) => built.has(name));

/** What takes everything else with it comes rarely. */
const RARE =
  /^Delete(UserPool|IdentityPool|UserPoolClient|User|Identities)$|^AdminDeleteUser$|^UpdateUserPool$/;

it.each(SEEDS)(
  "a random walk of seed %i",
  async (seed) => {
    const random = seeded(seed);
    const emulator = await bootEmulator({ fixedCode: "123456" });
    const failures: string[] = [];
    const statuses = new Map<number, number>();
    try {
      const inputs = randomInputs(random);
      for (let sent = 0; sent < REQUESTS && failures.length < 5; ) {
        // A new one now and then: the walk deletes, signs out and locks.
        if (sent % 100 === 0) inputs.family(await aFamily(emulator, sent / 100));
        const outcomes = await Promise.all(
          Array.from({ length: random.pick([1, 1, 1, 2]) }, () => step(emulator, random, inputs)),
        );
        for (const { status, story } of outcomes) {
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status !== 200 && status !== 400 && status !== 501) failures.push(story);
        }
        sent++;
      }
    } finally {
      await emulator.close();
    }
    expect(failures, `seed ${seed}`).toEqual([]);
    // The walk must have reached handlers, not only refusals.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 10);
  },
  60_000 + REQUESTS * 20,
);

/** What is created must not always be there already. */
const CREATES = /^(SignUp|AdminCreateUser|Create)/;

async function step({ url, clientConfig }: TestEmulator, random: Random, inputs: Inputs) {
  let operation = random.pick(random.chance(0.01) ? operations : builtOperations);
  if (RARE.test(operation.name) && random.chance(0.9)) operation = random.pick(builtOperations);
  const input = inputs.of(operation.input, CREATES.test(operation.name) ? 0.6 : 0.08);
  const { status, body } = await post(
    url,
    operation.target,
    clientConfig.credentials.accessKeyId,
    JSON.stringify(input),
  );
  if (status === 200 && body !== "") inputs.learn(JSON.parse(body));
  return { status, story: `${operation.name} ${JSON.stringify(input).slice(0, 3000)} -> ${status} ${body}` };
}

function post(
  url: string,
  target: string,
  account: string,
  body: string,
): Promise<{ status: number; body: string }> {
  const signed = `AWS4-HMAC-SHA256 Credential=${account}/20261120/us-east-1/cognito/aws4_request, SignedHeaders=host, Signature=abc`;
  return new Promise((settle) => {
    const timer = setTimeout(() => resolve({ status: 0, body: "no answer in time" }), PATIENCE_MS);
    const resolve = (answer: { status: number; body: string }) => {
      clearTimeout(timer);
      settle(answer);
    };
    const sent = request(
      url,
      { method: "POST", headers: { "x-amz-target": target, authorization: signed } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
        });
      },
    );
    sent.on("error", (error) => resolve({ status: 0, body: String(error) }));
    sent.end(body);
  });
}
