// The functions of the guide to triggers, copied out of it, do what it says.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AdminCreateUserCommand,
  AdminListGroupsForUserCommand,
  ConfirmSignUpCommand,
  CreateGroupCommand,
  InitiateAuthCommand,
  type LambdaConfigType,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aPoolAndClient, lastMessage, signUp } from "../support/accounts.js";
import { aConfirmedUser, attributeList, PASSWORD } from "../support/builders.js";
import { bootEmulator, type TestEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";
import { claimsOf } from "../support/tokens.js";

const ROOT = join(import.meta.dirname, "../..");
const guide = readFileSync(join(ROOT, "docs/triggers.md"), "utf8");
const functions = new Map(
  [...guide.matchAll(/^```js\n\/\/ triggers\/([\w-]+)\.js\n(.*?)^```/gms)].map(([, name = "", code = ""]) => [
    name,
    code,
  ]),
);

let emulator: TestEmulator;
let folder: string;
beforeAll(async () => {
  // Inside the package, so that functions find the SDK.
  folder = mkdtempSync(join(ROOT, "test", ".guide-"));
  for (const [name, code] of functions) writeFileSync(join(folder, `${name}.mjs`), code);
  const triggers = Object.fromEntries(
    [...functions.keys()].map((name) => [name, join(folder, `${name}.mjs`)]),
  );
  emulator = await bootEmulator({ triggers });
});
afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const site = (LambdaConfig: LambdaConfigType, more = {}) =>
  aPoolAndClient(emulator, { LambdaConfig, ...more });
const tokens = async (client: { ClientId: string }, username: string, password?: string) => {
  const { AuthenticationResult } = await passwordAuth(emulator, client, username, password);
  const { IdToken, AccessToken } = AuthenticationResult ?? {};
  return { id: claimsOf(IdToken), access: claimsOf(AccessToken) };
};

test("every trigger that runs on its own has an example", () => {
  const expected = [
    ...["pre-sign-up", "post-confirmation", "pre-authentication", "post-authentication"],
    ...["pre-token-generation", "pre-token-generation-v2", "custom-message", "user-migration"],
    ...[
      "define-auth-challenge",
      "create-auth-challenge",
      "verify-auth-challenge-response",
      "inbound-federation",
    ],
  ];
  expect([...functions.keys()]).toEqual(expect.arrayContaining(expected));
});

test("sign-up: a veto, an invitation, words of its own, a group", async () => {
  const { pool, client } = await site({
    PreSignUp: arn("pre-sign-up"),
    CustomMessage: arn("custom-message"),
    PostConfirmation: arn("post-confirmation"),
  });
  await emulator.idp.send(new CreateGroupCommand({ UserPoolId: pool.Id, GroupName: "customers" }));
  await refusal(
    signUp(emulator, client, "eve", { email: "eve@elsewhere.example" }),
    "UserLambdaValidationException",
    "PreSignUp failed with error Only for colleagues.",
  );
  const ClientMetadata = { invited: "yes" };
  const invited = await signUp(emulator, client, "bea", { email: "bea@example.com" }, { ClientMetadata });
  expect(invited.UserConfirmed).toBe(true);

  await signUp(emulator, client, "ada", { email: "ada@example.com", name: "Ada" });
  const { subject, text, code } = lastMessage(emulator, { poolId: pool.Id });
  expect([subject, text]).toEqual(["Welcome!", `Hi Ada, your code is ${code}.`]);
  const confirmation = { ClientId: client.ClientId, Username: "ada", ConfirmationCode: code };
  await emulator.idp.send(new ConfirmSignUpCommand(confirmation));
  for (const Username of ["ada", "bea"]) {
    const key = { UserPoolId: pool.Id, Username };
    const { Groups } = await emulator.idp.send(new AdminListGroupsForUserCommand(key));
    expect(Groups).toMatchObject([{ GroupName: "customers" }]);
  }

  const invitation = { UserPoolId: pool.Id, Username: "cleo", TemporaryPassword: PASSWORD };
  const UserAttributes = attributeList({ email: "cleo@example.com" });
  await emulator.idp.send(new AdminCreateUserCommand({ ...invitation, UserAttributes }));
  expect(lastMessage(emulator, { poolId: pool.Id }).text).toBe(`You are cleo, your password is ${PASSWORD}.`);
});

test("sign-in: a veto, a line in the log, claims of the first version", async () => {
  const { pool, client } = await site(
    {
      PreAuthentication: arn("pre-authentication"),
      PostAuthentication: arn("post-authentication"),
      PreTokenGeneration: arn("pre-token-generation"),
    },
    { Schema: [{ Name: "role", AttributeDataType: "String" }] },
  );
  await aConfirmedUser(emulator, pool, "ada", { email: "ada@example.com" });
  const { id } = await tokens(client, "ada");
  expect(id).toMatchObject({ tenant: "north", "cognito:groups": ["customers"] });
  expect(id).not.toHaveProperty("email");
  const [logged] = emulator.invocations.list({ poolId: pool.Id, source: "PostAuthentication" });
  expect(logged?.logs).toContain("ada signed in, new device: false");
  await refusal(
    emulator.idp.send(
      new InitiateAuthCommand({
        ...{ ClientId: client.ClientId, AuthFlow: "USER_PASSWORD_AUTH", ClientMetadata: { app: "admin" } },
        AuthParameters: { USERNAME: "ada", PASSWORD },
      }),
    ),
    "UserLambdaValidationException",
    "PreAuthentication failed with error Not for you.",
  );
});

test("tokens by the later version, and a user from elsewhere", async () => {
  const { client } = await site({
    UserMigration: arn("user-migration"),
    PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: arn("pre-token-generation-v2") },
  });
  const { id, access } = await tokens(client, "ada", "enchantress");
  expect(id).toMatchObject({ email: "ada@example.com", plan: { name: "gold", seats: 5 } });
  expect(access).toMatchObject({
    tenants: ["north", "south"],
    scope: "aws.cognito.signin.user.admin orders/read",
  });
});

test("custom challenges: a wrong answer, a right one, and too many wrong ones", async () => {
  const { pool, client } = await aPoolAndClient(
    emulator,
    {
      LambdaConfig: {
        DefineAuthChallenge: arn("define-auth-challenge"),
        CreateAuthChallenge: arn("create-auth-challenge"),
        VerifyAuthChallengeResponse: arn("verify-auth-challenge-response"),
      },
    },
    { ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] },
  );
  await aConfirmedUser(emulator, pool, "ada");
  const begin = () => initiate(emulator, client, "CUSTOM_AUTH", { USERNAME: "ada" });
  const answer = (Session: string | undefined, ANSWER: string) =>
    respond(emulator, client, "CUSTOM_CHALLENGE", Session, { USERNAME: "ada", ANSWER });
  const first = await begin();
  expect(first.ChallengeParameters).toEqual({ hint: "the usual", USERNAME: "ada" });
  const { Session } = await answer(first.Session, "4321");
  const { AuthenticationResult } = await answer(Session, "1234");
  expect(claimsOf(AuthenticationResult?.AccessToken)).toMatchObject({ username: "ada" });

  let guessing = await begin();
  for (const guess of ["1", "2"]) guessing = await answer(guessing.Session, guess);
  const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;
  await refusal(answer(guessing.Session, "3"), ...INCORRECT);

  const { srpA, answer: prove } = await srpClient(pool);
  const SRP = { USERNAME: "ada", CHALLENGE_NAME: "SRP_A", SRP_A: srpA };
  const asked = await initiate(emulator, client, "CUSTOM_AUTH", SRP);
  const proof = await prove(asked.ChallengeParameters, PASSWORD);
  const next = await respond(emulator, client, "PASSWORD_VERIFIER", asked.Session, proof);
  expect(next.ChallengeParameters).toEqual({ hint: "the usual", USERNAME: "ada" });
});

test("inbound federation keeps what both sources of a provider tell", async () => {
  const config = { LambdaVersion: "V1_0" as const, LambdaArn: arn("inbound-federation") };
  const { client } = await site({ InboundFederation: config });
  const { clients, triggers } = emulator.app.core;
  const occasion = { ...clients.find(client.ClientId), caller: { userAgent: "" } };
  const attributes = { idToken: { sub: "42" }, userInfo: { name: "Ada" } };
  const provider = { userName: "Corp_42", providerName: "Corp", providerType: "OIDC" };
  expect(await triggers.inboundFederation(occasion, { ...provider, attributes })).toEqual({
    sub: "42",
    name: "Ada",
  });
});
