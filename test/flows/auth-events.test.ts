// The history of authentication events: what is recorded, with what, and for how long.
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { lastMessage, signUp } from "../support/accounts.js";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";
import { aProtectedPool, appSignIn, CHROME, encodedData, eventsOf, signInFrom } from "../support/threats.js";

const emulator = useEmulator();

const EMAIL = { email: "ada@example.com", email_verified: "true" };

async function ready() {
  const made = await aProtectedPool(emulator(), {}, { AutoVerifiedAttributes: ["email"] });
  await aConfirmedUser(emulator(), made.pool, "ada", EMAIL);
  return made;
}

test("a sign-in has its device, address and challenges", async () => {
  const { pool, client } = await ready();
  emulator().clock.freeze();
  await signInFrom(emulator(), pool, client, "ada", { ip: "192.0.2.44" });
  expect(await eventsOf(emulator(), pool, "ada")).toEqual([
    {
      EventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      EventType: "SignIn",
      EventResponse: "Pass",
      CreationDate: new Date(emulator().clock.now()),
      EventRisk: { RiskDecision: "NoRisk", CompromisedCredentialsDetected: false },
      ChallengeResponses: [{ ChallengeName: "Password", ChallengeResponse: "Success" }],
      EventContextData: {
        IpAddress: "192.0.2.44",
        DeviceName: "Chrome 126, Windows 10",
        Timezone: "02:00",
        City: "null",
        Country: "null",
      },
    },
  ]);
});

describe("what an app tells of its device", () => {
  const context = async (EncodedData: string) => {
    const { pool, client } = await ready();
    await appSignIn(emulator(), client, "ada", { EncodedData });
    return (await eventsOf(emulator(), pool, "ada"))[0]?.EventContextData;
  };

  test("a browser's data", async () => {
    const data = encodedData({ UserAgent: CHROME, ClientTimezone: "-07:00", DeviceId: "x:1" });
    expect(await context(data)).toMatchObject({
      DeviceName: "Chrome 126, Windows 10",
      Timezone: "-07:00",
      IpAddress: expect.stringContaining("127.0.0.1"),
    });
  });

  test("a phone's data", async () => {
    const data = encodedData({ DeviceName: "Pixel 9", Platform: "ANDROID", DeviceId: "id" });
    expect(await context(data)).toMatchObject({ DeviceName: "Pixel 9, ANDROID" });
  });

  test.each([
    "%%%",
    "bm90IGpzb24=",
    Buffer.from("null").toString("base64"),
    Buffer.from('{"payload":"[]"}').toString("base64"),
    Buffer.from('{"payload":{"contextData":{"DeviceId":5}}}').toString("base64"),
  ])("data that can't be read (%s) tells nothing", async (data) => {
    expect(await context(data)).toMatchObject({ DeviceName: "Other, Other" });
  });
});

test("an administrator who tells nothing leaves the context empty", async () => {
  const { pool, client } = await ready();
  await emulator().idp.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.Id,
      ClientId: client.ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "ada", PASSWORD },
    }),
  );
  expect((await eventsOf(emulator(), pool, "ada"))[0]?.EventContextData).toEqual({});
});

test("failed sign-ins", async () => {
  const { pool, client } = await ready();
  await refusal(
    appSignIn(emulator(), client, "ada", {}, "Wr0ng-one!"),
    "NotAuthorizedException",
    "Incorrect username or password.",
  );
  expect(await eventsOf(emulator(), pool, "ada")).toMatchObject([
    {
      ...{ EventType: "SignIn", EventResponse: "Fail", EventRisk: { RiskDecision: "NoRisk" } },
      ChallengeResponses: [{ ChallengeName: "Password", ChallengeResponse: "Failure" }],
    },
  ]);
});

test("what refuses before the password is looked at fails no password", async () => {
  const { pool, client } = await ready();
  await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
  await refusal(
    appSignIn(emulator(), client, "ada"),
    ...(["NotAuthorizedException", "User is disabled."] as const),
  );
  expect(await eventsOf(emulator(), pool, "ada")).toMatchObject([
    { EventType: "SignIn", EventResponse: "Fail", ChallengeResponses: [] },
  ]);
});

test("by SRP there is one event, whether it fails or passes", async () => {
  const { pool, client } = await ready();
  const helper = await srpClient(pool);
  const begin = () => initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME: "ada", SRP_A: helper.srpA });
  const first = await begin();
  expect(await eventsOf(emulator(), pool, "ada")).toEqual([]);
  const wrong = await helper.answer(first.ChallengeParameters, "Wr0ng-one!");
  await refusal(
    respond(emulator(), client, "PASSWORD_VERIFIER", undefined, wrong),
    "NotAuthorizedException",
    "Incorrect username or password.",
  );
  const second = await begin();
  const right = await helper.answer(second.ChallengeParameters, PASSWORD);
  await respond(emulator(), client, "PASSWORD_VERIFIER", undefined, right);
  const events = await eventsOf(emulator(), pool, "ada");
  expect(events.map(({ EventResponse }) => EventResponse)).toEqual(["Pass", "Fail"]);
  expect(events.map(({ ChallengeResponses }) => ChallengeResponses)).toEqual([
    [{ ChallengeName: "Password", ChallengeResponse: "Success" }],
    [{ ChallengeName: "Password", ChallengeResponse: "Failure" }],
  ]);
});

test("sign-up, codes and passwords", async () => {
  const { pool, client } = await aProtectedPool(emulator(), {}, { AutoVerifiedAttributes: ["email"] });
  const { ClientId } = client;
  const { idp } = emulator();
  await signUp(emulator(), client, "eve", { email: "eve@example.com" });
  await idp.send(new ResendConfirmationCodeCommand({ ClientId, Username: "eve" }));
  expect(await eventsOf(emulator(), pool, "eve")).toMatchObject([
    { EventType: "ResendCode", EventResponse: "Pass" },
    { EventType: "SignUp", EventResponse: "Pass" },
  ]);

  await aConfirmedUser(emulator(), pool, "ada", EMAIL);
  await idp.send(new ForgotPasswordCommand({ ClientId, Username: "ada" }));
  const { code } = lastMessage(emulator(), { poolId: pool.Id, kind: "ForgotPassword" });
  const reset = { ClientId, Username: "ada", ConfirmationCode: code, Password: "An0ther-Horse!" };
  await idp.send(new ConfirmForgotPasswordCommand(reset));
  const { AuthenticationResult } = await appSignIn(emulator(), client, "ada", {}, "An0ther-Horse!");
  await idp.send(
    new ChangePasswordCommand({
      AccessToken: AuthenticationResult?.AccessToken,
      PreviousPassword: "An0ther-Horse!",
      ProposedPassword: PASSWORD,
    }),
  );
  expect(await eventsOf(emulator(), pool, "ada")).toMatchObject([
    { EventType: "PasswordChange", EventResponse: "Pass" },
    { EventType: "SignIn", EventResponse: "Pass" },
    { EventType: "PasswordChange", EventResponse: "Pass" },
    { EventType: "ForgotPassword", EventResponse: "Pass" },
  ]);
});

test("two years later they are forgotten", async () => {
  const { pool, client } = await ready();
  await appSignIn(emulator(), client, "ada");
  emulator().clock.advance({ days: 2 * 365, seconds: 1 });
  await appSignIn(emulator(), client, "ada");
  expect(await eventsOf(emulator(), pool, "ada")).toHaveLength(1);
});

test("a user of the same name has no history of the one before", async () => {
  const { pool, client } = await ready();
  await appSignIn(emulator(), client, "ada");
  await emulator().idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
  await aConfirmedUser(emulator(), pool, "ada");
  expect(await eventsOf(emulator(), pool, "ada")).toEqual([]);
});
