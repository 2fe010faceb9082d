// PostAuthentication: after the last step of a sign-in, before its tokens.
import {
  AdminCreateUserCommand,
  AdminUserGlobalSignOutCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PostAuthenticationTriggerEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth } from "../support/sign-in.js";
import { envelope, eventsOf, expectEvents, sourcesOf, useTriggers } from "./obedient.js";

const { emulator, aSite } = useTriggers();
const TRIGGER = ["PostAuthentication"] as const;

describe("events of PostAuthentication", () => {
  it("of a sign-in with its first request have no metadata", async () => {
    const { pool, client } = await aSite(TRIGGER);
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com" });
    await passwordAuth(emulator(), client, "ada");
    expectEvents<PostAuthenticationTriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "PostAuthentication_Authentication", "ada", client.ClientId),
      request: {
        userAttributes: {
          sub: expect.any(String),
          "cognito:user_status": "CONFIRMED",
          email: "ada@example.com",
        },
        newDeviceUsed: false,
      },
      response: {},
    });
  });

  it("of a sign-in with an answered question carry the answer's ClientMetadata and what it changed", async () => {
    const { pool, client } = await aSite(TRIGGER);
    await emulator().idp.send(
      new AdminCreateUserCommand({ UserPoolId: pool.Id, Username: "ada", TemporaryPassword: PASSWORD }),
    );
    const { Session, ChallengeName } = await passwordAuth(emulator(), client, "ada");
    expect(sourcesOf(emulator(), pool)).toEqual([]);
    await emulator().idp.send(
      new RespondToAuthChallengeCommand({
        ...{ ClientId: client.ClientId, ChallengeName, Session, ClientMetadata: { device: "phone" } },
        ChallengeResponses: { USERNAME: "ada", NEW_PASSWORD: "An0ther-Password!" },
      }),
    );
    expect(eventsOf(emulator(), pool)).toMatchObject([
      {
        request: {
          userAttributes: { "cognito:user_status": "CONFIRMED" },
          newDeviceUsed: false,
          clientMetadata: { device: "phone" },
        },
      },
    ]);
  });

  it("tell of the last sign-out everywhere", async () => {
    const { pool, client } = await aSite(TRIGGER);
    await aConfirmedUser(emulator(), pool, "ada");
    await emulator().idp.send(new AdminUserGlobalSignOutCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await passwordAuth(emulator(), client, "ada");
    expect(eventsOf(emulator(), pool)).toMatchObject([
      { request: { userAttributes: { "cognito:token_nbf": expect.stringMatching(/^\d{13}$/) } } },
    ]);
  });
});

describe("PostAuthentication", () => {
  it("does not run for wrong passwords", async () => {
    const { pool, client } = await aSite(TRIGGER);
    await aConfirmedUser(emulator(), pool, "ada");
    await expect(passwordAuth(emulator(), client, "ada", "wrong")).rejects.toThrow("Incorrect");
    expect(sourcesOf(emulator(), pool)).toEqual([]);
  });

  it("keeps tokens back when it fails", async () => {
    const { pool, client } = await aSite(["PostAuthentication", "PreTokenGeneration"], {
      PostAuthentication: { error: "Quota" },
    });
    await aConfirmedUser(emulator(), pool, "ada");
    await refusal(
      passwordAuth(emulator(), client, "ada"),
      "UserLambdaValidationException",
      "PostAuthentication failed with error Quota.",
    );
    expect(sourcesOf(emulator(), pool)).toEqual(["PostAuthentication_Authentication"]);
  });
});
