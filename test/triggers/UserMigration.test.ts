// UserMigration: users come over from another directory when they sign in or have forgotten their password.
import { join } from "node:path";
import {
  AdminInitiateAuthCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { UserMigrationTriggerEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { account, aVerifiedUser, lastMessage, SMS } from "../support/accounts.js";
import { aConfirmedUser } from "../support/builders.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";
import { claimsOf } from "../support/tokens.js";
import { envelope, eventsOf, expectEvents, sourcesOf, useTriggers } from "./obedient.js";

const { emulator, aSite } = useTriggers({
  triggers: { legacy: `${join(import.meta.dirname, "handlers/legacy-directory.mjs")}#migrate` },
});
const LEGACY = { UserMigration: "arn:aws:lambda:us-east-1:123456789012:function:legacy" };
const TRIGGER = ["UserMigration"] as const;
const HIDES = { PreventUserExistenceErrors: "ENABLED" } as const;
const email = { email: "ada@example.com", email_verified: "true" };
const migrated = (response: Record<string, unknown> = {}) => ({
  UserMigration: {
    response: { userAttributes: email, finalUserStatus: "CONFIRMED", messageAction: "SUPPRESS", ...response },
  },
});
const UNASKED = {
  ...{ userAttributes: null, forceAliasCreation: null, enableSMSMFA: null },
  ...{ finalUserStatus: null, messageAction: null, desiredDeliveryMediums: null },
};

describe("a fake legacy directory", () => {
  it("is asked once: then the pool knows the password, also by SRP", async () => {
    const { pool, client } = await aSite(LEGACY);
    const { AuthenticationResult } = await passwordAuth(emulator(), client, "ada", "weak");
    expect(claimsOf(AuthenticationResult?.IdToken)).toMatchObject({
      ...{ "cognito:username": "ada", email: "ada@legacy.example", email_verified: true },
    });
    const srp = await srpClient(pool);
    const asked = await initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME: "ada", SRP_A: srp.srpA });
    const answer = await srp.answer(asked.ChallengeParameters, "weak");
    await expect(respond(emulator(), client, "PASSWORD_VERIFIER", undefined, answer)).resolves.toHaveProperty(
      "AuthenticationResult",
    );
    await passwordAuth(emulator(), client, "ada", "weak");
    expect(sourcesOf(emulator(), pool)).toEqual(["UserMigration_Authentication"]);
    expect(await account(emulator(), pool, "ada")).toMatchObject({ status: "CONFIRMED" });
  });

  it("does not let wrong passwords in, and the right one afterwards", async () => {
    const { client } = await aSite(LEGACY);
    const failed = `Exception migrating user in app client ${client.ClientId}`;
    await refusal(passwordAuth(emulator(), client, "ada", "wrong"), "UserNotFoundException", failed);
    await refusal(passwordAuth(emulator(), client, "nobody", "weak"), "UserNotFoundException", failed);
    await expect(passwordAuth(emulator(), client, "ada", "weak")).resolves.toHaveProperty(
      "AuthenticationResult",
    );
    await refusal(
      passwordAuth(emulator(), client, "ada", "wrong"),
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  });

  it("tells nobody who exists where the client hides it", async () => {
    const { client } = await aSite(LEGACY, {}, {}, HIDES);
    for (const [username, password] of [
      ["ada", "wrong"],
      ["nobody", "weak"],
    ] as const)
      await refusal(
        passwordAuth(emulator(), client, username, password),
        "NotAuthorizedException",
        "Incorrect username or password.",
      );
    await expect(
      emulator().idp.send(new ForgotPasswordCommand({ ClientId: client.ClientId, Username: "nobody" })),
    ).resolves.toHaveProperty("CodeDeliveryDetails.DeliveryMedium", "EMAIL");
  });

  it("brings users who have forgotten their password; they get a code", async () => {
    const { pool, client } = await aSite(LEGACY, {}, { UsernameAttributes: ["email"] });
    const Username = "bea@legacy.example";
    const { ClientId } = client;
    await emulator().idp.send(new ForgotPasswordCommand({ ClientId, Username }));
    expect(await account(emulator(), pool, Username)).toMatchObject({ status: "RESET_REQUIRED" });
    const { code } = lastMessage(emulator(), { poolId: pool.Id, to: Username });
    await emulator().idp.send(
      new ConfirmForgotPasswordCommand({
        ...{ ClientId, Username, ConfirmationCode: code, Password: "An0ther-Password!" },
      }),
    );
    await expect(passwordAuth(emulator(), client, Username, "An0ther-Password!")).resolves.toHaveProperty(
      "AuthenticationResult",
    );
    expect(sourcesOf(emulator(), pool)).toEqual(["UserMigration_ForgotPassword"]);
    await refusal(
      emulator().idp.send(new ForgotPasswordCommand({ ClientId, Username: "nobody@legacy.example" })),
      "UserLambdaValidationException",
      "UserMigration failed with error Bad user.",
    );
  });
});

describe("events of UserMigration", () => {
  it("of a sign-in carry username and password as typed, and validation data", async () => {
    const { pool, client } = await aSite(TRIGGER, migrated());
    await emulator().idp.send(
      new InitiateAuthCommand({
        ...{ ClientId: client.ClientId, AuthFlow: "USER_PASSWORD_AUTH", ClientMetadata: { from: "web" } },
        AuthParameters: { USERNAME: "Ada", PASSWORD: "typed by Ada" },
      }),
    );
    expectEvents<UserMigrationTriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "UserMigration_Authentication", "Ada", client.ClientId),
      request: {
        // Records of invocations never show it.
        ...{ password: "***", validationData: { from: "web" } },
        ...{ userAttributes: null },
      },
      response: UNASKED as never,
    });
  });

  it("of a forgotten password have none, but metadata", async () => {
    const { pool, client } = await aSite(TRIGGER, migrated());
    await emulator().idp.send(
      new ForgotPasswordCommand({
        ...{ ClientId: client.ClientId, Username: "ada", ClientMetadata: { lang: "de" } },
      }),
    );
    expectEvents<object>(eventsOf(emulator(), pool), {
      ...envelope(pool, "UserMigration_ForgotPassword", "ada", client.ClientId),
      request: { validationData: null, userAttributes: null, clientMetadata: { lang: "de" } },
      response: UNASKED,
    });
  });

  it("are not sent by SRP, which has no password to show, nor for users who are there", async () => {
    const { pool, client } = await aSite(TRIGGER, migrated());
    const srp = await srpClient(pool);
    await refusal(
      initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME: "ada", SRP_A: srp.srpA }),
      "UserNotFoundException",
      "User does not exist.",
    );
    await aConfirmedUser(emulator(), pool, "ada");
    await passwordAuth(emulator(), client, "ada");
    expect(eventsOf(emulator(), pool)).toEqual([]);
  });
});

describe("a migrated user", () => {
  it("goes on to the other triggers of the sign-in", async () => {
    const { pool, client } = await aSite(
      [
        ...TRIGGER,
        "PreSignUp",
        "PostConfirmation",
        "PreAuthentication",
        "PostAuthentication",
        "PreTokenGeneration",
      ],
      migrated(),
    );
    await emulator().idp.send(
      new AdminInitiateAuthCommand({
        ...{ UserPoolId: pool.Id, ClientId: client.ClientId, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" },
        AuthParameters: { USERNAME: "ada", PASSWORD: "anything" },
      }),
    );
    expect(sourcesOf(emulator(), pool)).toEqual([
      "UserMigration_Authentication",
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_Authentication",
    ]);
  });

  it("has to reset the password unless the function says CONFIRMED", async () => {
    for (const finalUserStatus of [null, "RESET_REQUIRED"]) {
      const { pool, client } = await aSite(TRIGGER, migrated({ finalUserStatus }));
      await refusal(
        passwordAuth(emulator(), client, "ada", "anything"),
        "PasswordResetRequiredException",
        "Password reset required for the user",
      );
      expect(await account(emulator(), pool, "ada")).toMatchObject({ status: "RESET_REQUIRED" });
    }
  });

  it("is welcomed unless the function says SUPPRESS: by text message unless it says e-mail", async () => {
    const welcomed = async (response: Record<string, unknown>) => {
      const userAttributes = { ...email, phone_number: "+15555550100" };
      const instructions = migrated({ messageAction: null, userAttributes, ...response });
      const { pool, client } = await aSite(TRIGGER, instructions, SMS);
      await passwordAuth(emulator(), client, "ada", "anything");
      return emulator()
        .inbox.list({ poolId: pool.Id })
        .map(({ medium, to, text }) => [medium, to, text]);
    };
    const words = "Your username is ada.";
    expect(await welcomed({})).toEqual([["SMS", "+15555550100", words]]);
    expect(await welcomed({ desiredDeliveryMediums: ["EMAIL"] })).toEqual([["EMAIL", email.email, words]]);
    expect(await welcomed({ messageAction: "SUPPRESS" })).toEqual([]);
  });

  it("takes over an alias only by forceAliasCreation", async () => {
    const site = async (forceAliasCreation: boolean) => {
      const made = await aSite(TRIGGER, migrated({ forceAliasCreation }), { AliasAttributes: ["email"] });
      await aVerifiedUser(emulator(), made.pool, made.client, "holder", { email: email.email });
      return made;
    };
    const kept = await site(false);
    await refusal(
      passwordAuth(emulator(), kept.client, "ada", "anything"),
      "UserNotFoundException",
      `Exception migrating user in app client ${kept.client.ClientId}`,
    );
    const taken = await site(true);
    await expect(passwordAuth(emulator(), taken.client, "ada", "anything")).resolves.toHaveProperty(
      "AuthenticationResult",
    );
    expect((await account(emulator(), taken.pool, "holder")).attributes.email_verified).toBe("false");
    expect(await account(emulator(), taken.pool, email.email)).toMatchObject({ attributes: email });
  });

  it("comes once when two sign in at once", async () => {
    const { pool, client } = await aSite(TRIGGER, migrated());
    const both = await Promise.all([1, 2].map(() => passwordAuth(emulator(), client, "ada", "anything")));
    const subs = both.map(({ AuthenticationResult }) => claimsOf(AuthenticationResult?.IdToken).sub);
    expect(new Set(subs).size).toBe(1);
    expect(await account(emulator(), pool, "ada")).toMatchObject({ status: "CONFIRMED" });
  });
});

describe("a user is not migrated", () => {
  it.each([
    ["without attributes", { userAttributes: null }],
    ["with attributes that the pool does not know", { userAttributes: { "custom:none": "x" } }],
    ["with a sub of their own", { userAttributes: { sub: "8a7d" } }],
    ["with lists as attributes", { userAttributes: { email: ["a@b.c"] } }],
    ["into an unknown state", { finalUserStatus: "ARCHIVED" }],
    ["by an unknown medium", { desiredDeliveryMediums: ["PIGEON"] }],
  ])("%s", async (_what, response) => {
    const { pool, client } = await aSite(TRIGGER, migrated(response));
    await refusal(
      passwordAuth(emulator(), client, "ada", "anything"),
      "UserNotFoundException",
      `Exception migrating user in app client ${client.ClientId}`,
    );
    await expect(account(emulator(), pool, "ada")).rejects.toThrow("User does not exist.");
  });

  it("whose function is nowhere: that is told", async () => {
    const UserMigration = "arn:aws:lambda:us-east-1:123456789012:function:nowhere";
    const { client } = await aSite({ UserMigration });
    await expect(passwordAuth(emulator(), client, "ada", "x")).rejects.toMatchObject({
      name: "UnexpectedLambdaException",
    });
  });
});
