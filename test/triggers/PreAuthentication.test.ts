// PreAuthentication: before every sign-in by password, and before none of what is no sign-in.
import {
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PreAuthenticationTriggerEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";
import { envelope, eventsOf, expectEvents, sourcesOf, useTriggers } from "./obedient.js";

const { emulator, aSite } = useTriggers();
const TRIGGER = ["PreAuthentication"] as const;
const HIDES = { PreventUserExistenceErrors: "ENABLED" } as const;

describe("events of PreAuthentication", () => {
  it("of InitiateAuth carry its ClientMetadata as validation data", async () => {
    const { pool, client } = await aSite(TRIGGER);
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com", email_verified: "true" });
    await emulator().idp.send(
      new InitiateAuthCommand({
        ...{ ClientId: client.ClientId, AuthFlow: "USER_PASSWORD_AUTH", ClientMetadata: { from: "web" } },
        AuthParameters: { USERNAME: "ada", PASSWORD },
      }),
    );
    expectEvents<PreAuthenticationTriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "PreAuthentication_Authentication", "ada", client.ClientId),
      request: {
        userAttributes: {
          sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
          "cognito:user_status": "CONFIRMED",
          email: "ada@example.com",
          email_verified: "true",
        },
        validationData: { from: "web" },
      },
      response: {},
    });
  });

  it("of AdminInitiateAuth and SRP have none when nothing was sent", async () => {
    const { pool, client } = await aSite(TRIGGER);
    await aConfirmedUser(emulator(), pool, "ada");
    const srp = await srpClient(pool);
    await initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME: "ada", SRP_A: srp.srpA });
    await emulator().idp.send(
      new AdminInitiateAuthCommand({
        ...{ UserPoolId: pool.Id, ClientId: client.ClientId, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" },
        AuthParameters: { USERNAME: "ada", PASSWORD },
      }),
    );
    expect(eventsOf(emulator(), pool)).toMatchObject([
      { userName: "ada", callerContext: { clientId: client.ClientId }, request: { validationData: null } },
      { userName: "ada", callerContext: { clientId: client.ClientId }, request: { validationData: null } },
    ]);
  });

  it("of users whom the pool doesn't know are sent for clients that hide who exists", async () => {
    const { pool, client } = await aSite(TRIGGER, {}, {}, HIDES);
    await aConfirmedUser(emulator(), pool, "ada");
    await passwordAuth(emulator(), client, "ada");
    await expect(passwordAuth(emulator(), client, "Nobody")).rejects.toThrow(
      "Incorrect username or password.",
    );
    const [known, unknown] = eventsOf(emulator(), pool);
    expect(known).toMatchObject({ userName: "ada", request: { userNotFound: false } });
    expect(unknown).toMatchObject({
      userName: "Nobody",
      request: { userAttributes: {}, validationData: null, userNotFound: true },
    });
  });
});

describe("PreAuthentication", () => {
  it("does not run for who can't sign in at all, nor for refreshed tokens and answers", async () => {
    const { pool, client } = await aSite(TRIGGER);
    await aConfirmedUser(emulator(), pool, "off");
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "off" }));
    await expect(passwordAuth(emulator(), client, "off")).rejects.toThrow("User is disabled.");
    await expect(passwordAuth(emulator(), client, "nobody")).rejects.toThrow("User does not exist.");
    expect(sourcesOf(emulator(), pool)).toEqual([]);

    await aConfirmedUser(emulator(), pool, "ada");
    const srp = await srpClient(pool);
    const asked = await initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME: "ada", SRP_A: srp.srpA });
    const answer = await srp.answer(asked.ChallengeParameters, PASSWORD);
    const { AuthenticationResult } = await respond(
      ...([emulator(), client, "PASSWORD_VERIFIER", undefined, answer] as const),
    );
    const REFRESH_TOKEN = AuthenticationResult?.RefreshToken as string;
    await initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN });
    expect(sourcesOf(emulator(), pool)).toEqual(["PreAuthentication_Authentication"]);
  });

  it("forbids a sign-in before the password is looked at", async () => {
    const { pool, client } = await aSite(TRIGGER, { PreAuthentication: { error: "Not on Sundays" } });
    await aConfirmedUser(emulator(), pool, "ada");
    for (const password of [PASSWORD, "wrong"])
      await refusal(
        passwordAuth(emulator(), client, "ada", password),
        "UserLambdaValidationException",
        "PreAuthentication failed with error Not on Sundays.",
      );
  });
});
