// PreSignUp at SignUp and AdminCreateUser: its events, its wishes, and what it forbids.
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PreSignUpTriggerEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { account, output, signUp } from "../support/accounts.js";
import { attributeList, signIn } from "../support/builders.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth } from "../support/sign-in.js";
import { envelope, eventsOf, expectEvents, sourcesOf, useTriggers } from "./obedient.js";

const { emulator, aSite } = useTriggers();
const FLAGS = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
const ada = { email: "ada@example.com", phone_number: "+15555550100" };
const nobody = (Id: string, Username: string) =>
  refusal(
    emulator().idp.send(new AdminGetUserCommand({ UserPoolId: Id, Username })),
    "UserNotFoundException",
    "User does not exist.",
  );

describe("events of PreSignUp", () => {
  it("of SignUp carry what was given, validation data and metadata", async () => {
    const { pool, client } = await aSite(["PreSignUp"]);
    await signUp(emulator(), client, "ada", ada, {
      ValidationData: [{ Name: "invitation", Value: "42" }],
      ClientMetadata: { shop: "north" },
    });
    await signUp(emulator(), client, "Bea");
    expectEvents<PreSignUpTriggerEvent>(
      eventsOf(emulator(), pool),
      {
        ...envelope(pool, "PreSignUp_SignUp", "ada", client.ClientId),
        request: {
          userAttributes: ada,
          validationData: { invitation: "42" },
          clientMetadata: { shop: "north" },
        },
        response: FLAGS,
      },
      {
        ...envelope(pool, "PreSignUp_SignUp", "Bea", client.ClientId),
        request: { userAttributes: {}, validationData: null as never },
        response: FLAGS,
      },
    );
  });

  it("of AdminCreateUser name no client", async () => {
    const { pool } = await aSite(["PreSignUp"], {}, { UsernameAttributes: ["email"] });
    const { User } = await emulator().idp.send(
      new AdminCreateUserCommand({
        UserPoolId: pool.Id,
        Username: ada.email,
        UserAttributes: attributeList({ email_verified: "true" }),
        ValidationData: [{ Name: "badge", Value: "7" }],
        ClientMetadata: { by: "hr" },
      }),
    );
    expectEvents<PreSignUpTriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "PreSignUp_AdminCreateUser", User?.Username as string),
      request: {
        userAttributes: { email: ada.email, email_verified: "true" },
        validationData: { badge: "7" },
        clientMetadata: { by: "hr" },
      },
      response: FLAGS,
    });
  });
});

describe("PreSignUp", () => {
  it("confirms users and their addresses: no code is sent, PostConfirmation follows", async () => {
    const response = { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: false };
    const { pool, client } = await aSite(["PreSignUp", "PostConfirmation"], { PreSignUp: { response } });
    const answer = output(
      await signUp(emulator(), client, "ada", ada, { ClientMetadata: { shop: "north" } }),
    );
    expect(answer).toEqual({ UserConfirmed: true, UserSub: expect.any(String) });
    expect(await account(emulator(), pool, "ada")).toEqual({
      status: "CONFIRMED",
      enabled: true,
      attributes: { ...ada, email_verified: "true", phone_number_verified: "false" },
    });
    expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
    expect(sourcesOf(emulator(), pool)).toEqual(["PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp"]);
    expect(eventsOf(emulator(), pool)[1]).toMatchObject({
      request: { userAttributes: { "cognito:user_status": "CONFIRMED" }, clientMetadata: { shop: "north" } },
    });
    await expect(passwordAuth(emulator(), client, "ada")).resolves.toHaveProperty("AuthenticationResult");
  });

  it("verifies an address without confirming the user", async () => {
    const { pool, client } = await aSite(["PreSignUp"], {
      PreSignUp: { response: { autoVerifyPhone: true } },
    });
    expect(await signUp(emulator(), client, "ada", ada)).toMatchObject({ UserConfirmed: false });
    const { status, attributes } = await account(emulator(), pool, "ada");
    expect(status).toBe("UNCONFIRMED");
    expect(attributes).toMatchObject({ email_verified: "false", phone_number_verified: "true" });
  });

  it("has no say in what administrators create, but can forbid it", async () => {
    const response = { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: true };
    const { pool } = await aSite(["PreSignUp"], { PreSignUp: { response } });
    const command = new AdminCreateUserCommand({ UserPoolId: pool.Id, Username: "ada" });
    await emulator().idp.send(command);
    expect(await account(emulator(), pool, "ada")).toMatchObject({ status: "FORCE_CHANGE_PASSWORD" });

    const strict = await aSite(["PreSignUp"], { PreSignUp_AdminCreateUser: { error: "Not you" } });
    await refusal(
      emulator().idp.send(new AdminCreateUserCommand({ UserPoolId: strict.pool.Id, Username: "ada" })),
      "UserLambdaValidationException",
      "PreSignUp failed with error Not you.",
    );
    await nobody(strict.pool.Id, "ada");
  });

  it("forbids a sign-up: there is no user and no message", async () => {
    const { pool, client } = await aSite(["PreSignUp"], { PreSignUp: { error: "Closed today." } });
    await refusal(
      signUp(emulator(), client, "ada", ada),
      "UserLambdaValidationException",
      "PreSignUp failed with error Closed today..",
    );
    await nobody(pool.Id, "ada");
    expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
  });

  it("can't verify an address that isn't there", async () => {
    const { pool, client } = await aSite(["PreSignUp"], {
      PreSignUp: { response: { autoVerifyEmail: true } },
    });
    await refusal(
      signUp(emulator(), client, "ada"),
      "InvalidLambdaResponseException",
      "Unrecognizable lambda output",
    );
    await nobody(pool.Id, "ada");
  });

  it.each([
    ["null", null],
    ["a text", "ok"],
    ["a status code", { statusCode: 200 }],
    ["a response of another type", { response: [] }],
    ["a text for a flag", { response: { autoConfirmUser: "yes" } }],
    ["another type of a member that it repeats", { version: 1, response: {} }],
  ])("is not understood when it answers %s", async (_what, answer) => {
    const { pool, client } = await aSite(["PreSignUp"], { PreSignUp: { answer } });
    await refusal(
      signUp(emulator(), client, "ada"),
      "InvalidLambdaResponseException",
      "Unrecognizable lambda output",
    );
    await nobody(pool.Id, "ada");
  });

  it("may leave out what it does not change, and add what nobody asked for", async () => {
    const answer = { response: { autoConfirmUser: true, autoVerifyEmail: null, more: 1 } };
    const { client } = await aSite(["PreSignUp"], { PreSignUp: { answer } });
    expect(await signUp(emulator(), client, "ada")).toMatchObject({ UserConfirmed: true });
  });

  it("whose function is nowhere says how to map it, and creates nobody", async () => {
    const PreSignUp = "arn:aws:lambda:us-east-1:123456789012:function:nowhere";
    const { pool, client } = await aSite({ PreSignUp });
    await expect(signUp(emulator(), client, "ada")).rejects.toMatchObject({
      name: "UnexpectedLambdaException",
      message: expect.stringContaining(PreSignUp),
    });
    await nobody(pool.Id, "ada");
  });

  it("costs users nothing who sign up elsewhere, and leaves names free that it refused", async () => {
    const { pool, client } = await aSite(["PostConfirmation"]);
    await signUp(emulator(), client, "ada");
    expect(sourcesOf(emulator(), pool)).toEqual([]);
    await emulator().idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await signUp(emulator(), client, "ada");
    await expect(signIn(emulator(), pool, client, "ada")).rejects.toThrow("User is not confirmed.");
  });
});
