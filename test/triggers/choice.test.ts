// What choice-based sign-in has to do with functions: which of them are called, when, and with which metadata.
import { join } from "node:path";
import {
  ConfirmSignUpCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type {
  CustomMessageTriggerEvent,
  PostConfirmationTriggerEvent,
  PreAuthenticationTriggerEvent,
} from "aws-lambda";
import { describe, expect, it } from "vitest";
import { account, lastMessage, type PoolInput } from "../support/accounts.js";
import { aPasswordlessUser, CHOICE, choose, prefer, sentCode } from "../support/choice.js";
import { refusal } from "../support/refusal.js";
import { respond } from "../support/sign-in.js";
import { claimsOf } from "../support/tokens.js";
import { envelope, eventsOf, expectEvents, type Instructions, sourcesOf, useTriggers } from "./obedient.js";

const { emulator, aSite, tell } = useTriggers({
  triggers: { legacy: `${join(import.meta.dirname, "handlers/legacy-directory.mjs")}#migrate` },
});
const LEGACY = { UserMigration: "arn:aws:lambda:us-east-1:123456789012:function:legacy" };
const HIDES = { ...CHOICE, PreventUserExistenceErrors: "ENABLED" as const };
const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;
const OTP: PoolInput = {
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
};
const EMAIL = { email: "ada@example.com" };

const aChoiceSite = (triggers: Parameters<typeof aSite>[0], instructions: Instructions = {}) =>
  aSite(triggers, instructions, OTP, CHOICE);

const answer = (client: { ClientId: string }, session: string | undefined, code: string) =>
  respond(emulator(), client, "EMAIL_OTP", session, { USERNAME: "ada", EMAIL_OTP_CODE: code });

describe("PreAuthentication", () => {
  it("fires when the sign-in begins, before anything is sent, and gets its metadata", async () => {
    const { pool, client } = await aChoiceSite(["PreAuthentication", "CustomMessage", "PostAuthentication"]);
    await aPasswordlessUser(emulator(), pool, "ada", EMAIL);
    const more = { ClientMetadata: { step: "first" } };
    const { Session } = await choose(emulator(), client, "ada", { PREFERRED_CHALLENGE: "EMAIL_OTP" }, more);
    expect(sourcesOf(emulator(), pool)).toEqual([
      "PreAuthentication_Authentication",
      "CustomMessage_Authentication",
    ]);
    expectEvents<PreAuthenticationTriggerEvent>(
      eventsOf(emulator(), pool, "PreAuthentication_Authentication"),
      {
        ...envelope(pool, "PreAuthentication_Authentication", "ada", client.ClientId),
        request: {
          userAttributes: { sub: expect.any(String), "cognito:user_status": "CONFIRMED", ...EMAIL },
          validationData: { step: "first" },
        },
        response: {},
      },
    );
    await answer(client, Session, sentCode(emulator(), pool));
    expect(sourcesOf(emulator(), pool).slice(2)).toEqual(["PostAuthentication_Authentication"]);
  });

  it("may forbid it: no code is sent", async () => {
    const { pool, client } = await aChoiceSite(["PreAuthentication"], { PreAuthentication: { error: "No" } });
    await aPasswordlessUser(emulator(), pool, "ada", EMAIL);
    await refusal(
      prefer(emulator(), client, "ada", "EMAIL_OTP"),
      ...(["UserLambdaValidationException", "PreAuthentication failed with error No."] as const),
    );
    expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
  });
});

describe("CustomMessage", () => {
  it("words the code and gets the metadata of the answer that chose it", async () => {
    const response = { emailSubject: "Come in", emailMessage: "Yours: {####}" };
    const { pool, client } = await aChoiceSite(["CustomMessage"], { CustomMessage: { response } });
    await aPasswordlessUser(emulator(), pool, "ada", EMAIL);
    const { Session } = await choose(emulator(), client, "ada", {}, { ClientMetadata: { step: "first" } });
    await emulator().idp.send(
      new RespondToAuthChallengeCommand({
        ...{ ClientId: client.ClientId, ChallengeName: "SELECT_CHALLENGE", Session },
        ChallengeResponses: { USERNAME: "ada", ANSWER: "EMAIL_OTP" },
        ClientMetadata: { step: "second" },
      }),
    );
    const { subject, text, code } = lastMessage(emulator(), { poolId: pool.Id });
    expect({ subject, text }).toEqual({ subject: "Come in", text: `Yours: ${code}` });
    const [event] = eventsOf(emulator(), pool) as CustomMessageTriggerEvent[];
    expect(event).toMatchObject({
      ...{ triggerSource: "CustomMessage_Authentication", userName: "ada" },
      request: { codeParameter: "{####}", clientMetadata: { step: "second" } },
    });
  });
});

describe("PostConfirmation", () => {
  it("hears of who confirms the account by signing in with a code", async () => {
    const { pool, client } = await aChoiceSite(["PostConfirmation", "PostAuthentication"]);
    const { ClientId } = client;
    await emulator().idp.send(
      new SignUpCommand({
        ...{ ClientId, Username: "ada", UserAttributes: [{ Name: "email", Value: EMAIL.email }] },
      }),
    );
    const { Session } = await prefer(emulator(), client, "ada", "EMAIL_OTP");
    await answer(client, Session, sentCode(emulator(), pool));
    expect(sourcesOf(emulator(), pool)).toEqual([
      "PostConfirmation_ConfirmSignUp",
      "PostAuthentication_Authentication",
    ]);
    const [event] = eventsOf(emulator(), pool) as PostConfirmationTriggerEvent[];
    expect(event?.request.userAttributes).toMatchObject({
      ...{ "cognito:user_status": "CONFIRMED", email_verified: "true" },
    });
    // Once is enough.
    const again = await prefer(emulator(), client, "ada", "EMAIL_OTP");
    await answer(client, again.Session, sentCode(emulator(), pool));
    expect(sourcesOf(emulator(), pool).slice(2)).toEqual(["PostAuthentication_Authentication"]);
  });
});

describe("the session of a sign-up", () => {
  it("skips no function of the sign-in, which may still forbid it", async () => {
    const { pool, client } = await aChoiceSite([
      "PreAuthentication",
      "PostAuthentication",
      "PreTokenGeneration",
    ]);
    const { ClientId } = client;
    const UserAttributes = [{ Name: "email", Value: EMAIL.email }];
    await emulator().idp.send(new SignUpCommand({ ClientId, Username: "ada", UserAttributes }));
    const ConfirmationCode = lastMessage(emulator(), { poolId: pool.Id }).code;
    const { Session } = await emulator().idp.send(
      new ConfirmSignUpCommand({ ClientId, Username: "ada", ConfirmationCode }),
    );
    tell(pool, { PreAuthentication: { error: "Not yet" } });
    await refusal(
      choose(emulator(), client, "ada", {}, { Session }),
      ...(["UserLambdaValidationException", "PreAuthentication failed with error Not yet."] as const),
    );
    tell(pool, {});
    const signedIn = await choose(emulator(), client, "ada", {}, { Session });
    expect(signedIn.AuthenticationResult).toBeDefined();
    expect(sourcesOf(emulator(), pool).slice(1)).toEqual([
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_Authentication",
    ]);
  });
});

describe("PreSignUp", () => {
  it("that confirms the user makes SignUp's own session good for the sign-in, if there is a password", async () => {
    const confirms = { PreSignUp: { response: { autoConfirmUser: true } } };
    const { client } = await aChoiceSite(["PreSignUp"], confirms);
    const { ClientId } = client;
    const UserAttributes = [{ Name: "email", Value: EMAIL.email }];
    const signUp = (Username: string, Password?: string) =>
      emulator().idp.send(new SignUpCommand({ ClientId, Username, UserAttributes, Password }));
    const known = await signUp("ada", "Corr3ct-Horse!");
    const signedIn = await choose(emulator(), client, "ada", {}, { Session: known.Session });
    expect(signedIn.AuthenticationResult).toBeDefined();
    // Nobody has proven anything here.
    const unknown = await signUp("bob");
    const asked = await choose(emulator(), client, "bob", {}, { Session: unknown.Session });
    expect(asked).toMatchObject({ ChallengeName: "SELECT_CHALLENGE", AvailableChallenges: ["EMAIL_OTP"] });
  });
});

describe("UserMigration", () => {
  it("brings who signs in with the password in the first request", async () => {
    const { client } = await aSite(LEGACY, {}, {}, CHOICE);
    const PASSWORD = "weak";
    const { AuthenticationResult } = await prefer(emulator(), client, "ada", "PASSWORD", { PASSWORD });
    expect(claimsOf(AuthenticationResult?.IdToken)).toMatchObject({ email: "ada@legacy.example" });
    await refusal(choose(emulator(), client, "nobody"), "UserNotFoundException", "User does not exist.");
  });

  it.each(["PASSWORD", "SELECT_CHALLENGE"] as const)("brings who answers %s with it", async (challenge) => {
    const { pool, client } = await aSite(LEGACY, {}, {}, HIDES);
    const preferred: Record<string, string> =
      challenge === "PASSWORD" ? { PREFERRED_CHALLENGE: "PASSWORD" } : {};
    const { Session } = await choose(emulator(), client, "ada", preferred);
    expect(sourcesOf(emulator(), pool)).toEqual([]);
    const answerWith = (PASSWORD: string, session = Session) =>
      respond(emulator(), client, challenge, session, { USERNAME: "ada", ANSWER: "PASSWORD", PASSWORD });
    await refusal(answerWith("wrong"), ...INCORRECT);
    const late = await choose(emulator(), client, "ada", preferred);
    const signedIn = await answerWith("weak");
    expect(claimsOf(signedIn.AuthenticationResult?.IdToken)).toMatchObject({ email: "ada@legacy.example" });
    expect((await account(emulator(), pool, "ada")).status).toBe("CONFIRMED");
    // A session from before the user came stays nobody's.
    await refusal(answerWith("weak", late.Session), ...INCORRECT);
    expect(sourcesOf(emulator(), pool)).toHaveLength(2);
  });
});
