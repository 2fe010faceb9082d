// Answers to the challenges of second factors: right, wrong, late, repeated, and of a factor that was chosen first.
import { AdminRespondToAuthChallengeCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { account, lastMessage, output, wrong } from "../support/accounts.js";
import { codeOf, nextCode } from "../support/authenticator.js";
import { aConfirmedUser, type MadeClient } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import {
  anEnrolledUser,
  anMfaPool,
  emailFactor,
  enrol,
  first,
  on,
  PHONE,
  prefer,
  type setMfa,
  smsFactor,
  totpFactor,
} from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth, respond } from "../support/sign-in.js";

const emulator = useEmulator();

const answer = (
  client: MadeClient,
  challenge: Parameters<typeof respond>[2],
  session: string | undefined,
  responses: Record<string, string>,
) => respond(emulator(), client, challenge, session, { USERNAME: "ada", ...responses });

describe.each([
  ["SMS_MFA", "SMS_MFA_CODE", smsFactor, "phone_number", PHONE, "SMS", "+*******0123"],
  ["EMAIL_OTP", "EMAIL_OTP_CODE", emailFactor, "email", "ada@example.com", "EMAIL", "a***@e***"],
] as const)("%s", (challenge, key, config, attribute, to, medium, masked) => {
  async function aQuestion() {
    const { pool, client } = await anMfaPool(emulator(), "ON", config);
    await aConfirmedUser(emulator(), pool, "ada", { [attribute]: to });
    const question = await passwordAuth(emulator(), client, "ada");
    const { code, text, subject } = lastMessage(emulator(), { poolId: pool.Id, kind: "Authentication" });
    return { pool, client, question, code, text, subject, session: question.Session };
  }

  test("tells where the code went, in the pool's own words", async () => {
    const { question, code, text, subject } = await aQuestion();
    expect(output(question)).toEqual({
      ChallengeName: challenge,
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: medium,
        CODE_DELIVERY_DESTINATION: masked,
        USER_ID_FOR_SRP: "ada",
      },
      Session: expect.stringMatching(/^AYABe/),
    });
    expect(code).toMatch(/^\d{6}$/);
    expect({ text, subject }).toEqual(
      medium === "SMS"
        ? { text: `Your authentication code is ${code}.` }
        : { text: `Code ${code}`, subject: "Sign-in" },
    );
  });

  test("gives tokens for the right code, once, and verifies the address", async () => {
    const { pool, client, code, session } = await aQuestion();
    const flag = `${attribute}_verified`;
    expect((await account(emulator(), pool, "ada")).attributes[flag]).not.toBe("true");
    const done = await answer(client, challenge, session, { [key]: code });
    expect(output(done)).toMatchObject({
      ChallengeParameters: {},
      AuthenticationResult: { ExpiresIn: 3600 },
    });
    expect((await account(emulator(), pool, "ada")).attributes[flag]).toBe("true");
    await refusal(
      answer(client, challenge, session, { [key]: code }),
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("forgives a wrong code and needs one at all", async () => {
    const { client, code, session } = await aQuestion();
    await refusal(
      answer(client, challenge, session, {}),
      "InvalidParameterException",
      `Missing required parameter ${key}`,
    );
    await refusal(
      answer(client, challenge, session, { [key]: wrong(code) }),
      "CodeMismatchException",
      "Invalid code or auth state for the user.",
    );
    await expect(answer(client, challenge, session, { [key]: code })).resolves.toHaveProperty(
      "AuthenticationResult",
    );
  });

  test("locks after five wrong codes, until a second has passed", async () => {
    const { client, code, session } = await aQuestion();
    const guess = () => answer(client, challenge, session, { [key]: wrong(code) });
    for (let i = 0; i < 5; i++)
      await refusal(guess(), "CodeMismatchException", "Invalid code or auth state for the user.");
    await refusal(
      answer(client, challenge, session, { [key]: code }),
      "NotAuthorizedException",
      "Password attempts exceeded",
    );
    emulator().clock.advance({ seconds: 1 });
    await expect(answer(client, challenge, session, { [key]: code })).resolves.toHaveProperty(
      "AuthenticationResult",
    );
  });

  test("expires with its session, and belongs to it", async () => {
    const { client, code, session } = await aQuestion();
    const again = await passwordAuth(emulator(), client, "ada");
    await refusal(
      answer(client, challenge, again.Session, { [key]: code }),
      "CodeMismatchException",
      "Invalid code or auth state for the user.",
    );
    emulator().clock.advance({ minutes: 3 });
    await refusal(
      answer(client, challenge, session, { [key]: code }),
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });

  test("is answered by administrators as well", async () => {
    const { pool, client, code, session } = await aQuestion();
    const done = await emulator().idp.send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId: pool.Id,
        ClientId: client.ClientId,
        ChallengeName: challenge,
        Session: session,
        ChallengeResponses: { USERNAME: "ada", [key]: code },
      }),
    );
    expect(done).toHaveProperty("AuthenticationResult.AccessToken");
  });
});

describe("SOFTWARE_TOKEN_MFA", () => {
  async function aSecret() {
    const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", totpFactor);
    const { secret, AccessToken } = await anEnrolledUser(emulator(), pool, client, "ada");
    await prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first });
    const ask = async () => (await passwordAuth(emulator(), client, "ada")).Session;
    const send = async (code: string, session?: string) =>
      answer(client, "SOFTWARE_TOKEN_MFA", session ?? (await ask()), { SOFTWARE_TOKEN_MFA_CODE: code });
    return { pool, client, secret, AccessToken, ask, send };
  }

  test("names the app only when it has a name", async () => {
    const { client, AccessToken } = await aSecret();
    const question = await passwordAuth(emulator(), client, "ada");
    expect(output(question)).toEqual({
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      ChallengeParameters: { USER_ID_FOR_SRP: "ada" },
      Session: expect.any(String),
    });
    await enrol(emulator(), AccessToken, "phone");
    expect((await passwordAuth(emulator(), client, "ada")).ChallengeParameters).toEqual({
      FRIENDLY_DEVICE_NAME: "phone",
      USER_ID_FOR_SRP: "ada",
    });
  });

  test("takes a code once", async () => {
    const { secret, send } = await aSecret();
    const code = codeOf(emulator(), secret);
    await expect(send(code)).resolves.toHaveProperty("AuthenticationResult");
    await refusal(send(code), "ExpiredCodeException", "Your software token has already been used once.");
    nextCode(emulator());
    await expect(send(codeOf(emulator(), secret))).resolves.toHaveProperty("AuthenticationResult");
  });

  test("takes codes of one step before and after, in order", async () => {
    const { secret, send } = await aSecret();
    const mismatch = ["CodeMismatchException", "Invalid code received for user"] as const;
    await refusal(send(codeOf(emulator(), secret, 2)), ...mismatch);
    await refusal(send(codeOf(emulator(), secret, -2)), ...mismatch);
    await expect(send(codeOf(emulator(), secret, 1))).resolves.toHaveProperty("AuthenticationResult");
    await expect(send(codeOf(emulator(), secret, -1))).resolves.toHaveProperty("AuthenticationResult");
    await refusal(
      send(codeOf(emulator(), secret)),
      "ExpiredCodeException",
      "Your software token has already been used once.",
    );
  });

  test("is no reason to lock anybody out when the clock is set back", async () => {
    const { secret, send } = await aSecret();
    await send(codeOf(emulator(), secret));
    emulator().clock.advance({ hours: -1 });
    await expect(send(codeOf(emulator(), secret))).resolves.toHaveProperty("AuthenticationResult");
    emulator().clock.advance({ hours: 1 });
  });

  test("forgives wrong codes until five of them lock", async () => {
    const { secret, ask, send } = await aSecret();
    const session = await ask();
    const bad = wrong(codeOf(emulator(), secret));
    for (let i = 0; i < 5; i++)
      await refusal(send(bad, session), "CodeMismatchException", "Invalid code received for user");
    const right = codeOf(emulator(), secret);
    await refusal(send(right, session), "NotAuthorizedException", "Password attempts exceeded");
    emulator().clock.advance({ seconds: 1 });
    await expect(send(codeOf(emulator(), secret), session)).resolves.toHaveProperty("AuthenticationResult");
  });

  test("of two answers at once only one gets tokens", async () => {
    const { secret, ask, send } = await aSecret();
    const sessions = [await ask(), await ask()];
    const code = codeOf(emulator(), secret);
    const outcomes = await Promise.allSettled(sessions.map((session) => send(code, session)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("SELECT_MFA_TYPE", () => {
  async function aChoice() {
    const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", {
      ...smsFactor,
      ...totpFactor,
      ...emailFactor,
    });
    const attributes = { phone_number: PHONE, email: "ada@example.com" };
    const { secret } = await anEnrolledUser(emulator(), pool, client, "ada", attributes);
    await prefer(emulator(), pool, "ada", { SMSMfaSettings: on, SoftwareTokenMfaSettings: on });
    const { Session } = await passwordAuth(emulator(), client, "ada");
    return { pool, client, secret, session: Session };
  }

  test("leads to the factor that was chosen, which still has to be proven", async () => {
    const { pool, client, secret, session } = await aChoice();
    const sms = await answer(client, "SELECT_MFA_TYPE", session, { ANSWER: "SMS_MFA" });
    expect(sms.ChallengeName).toBe("SMS_MFA");
    expect(sms).not.toHaveProperty("AuthenticationResult");
    const { code } = lastMessage(emulator(), { poolId: pool.Id, kind: "Authentication" });
    await expect(answer(client, "SMS_MFA", sms.Session, { SMS_MFA_CODE: code })).resolves.toHaveProperty(
      "AuthenticationResult",
    );

    const again = await passwordAuth(emulator(), client, "ada");
    const totp = await answer(client, "SELECT_MFA_TYPE", again.Session, { ANSWER: "SOFTWARE_TOKEN_MFA" });
    const responses = { SOFTWARE_TOKEN_MFA_CODE: codeOf(emulator(), secret) };
    await expect(answer(client, "SOFTWARE_TOKEN_MFA", totp.Session, responses)).resolves.toHaveProperty(
      "AuthenticationResult",
    );
  });

  test("sends nothing before the choice, and refuses what is not offered", async () => {
    const { pool, client, session } = await aChoice();
    expect(emulator().inbox.list({ poolId: pool.Id, kind: "Authentication" })).toEqual([]);
    await refusal(
      answer(client, "SELECT_MFA_TYPE", session, { ANSWER: "EMAIL_OTP" }),
      "InvalidParameterException",
      "Invalid MFA type selected: EMAIL_OTP",
    );
    await refusal(
      answer(client, "SELECT_MFA_TYPE", session, {}),
      "InvalidParameterException",
      "Missing required parameter ANSWER",
    );
    await prefer(emulator(), pool, "ada", { EmailMfaSettings: on });
    const { Session } = await passwordAuth(emulator(), client, "ada");
    const next = await answer(client, "SELECT_MFA_TYPE", Session, { ANSWER: "EMAIL_MFA" });
    expect(next.ChallengeName).toBe("EMAIL_OTP");
  });
});

describe("MFA_SETUP by e-mail", () => {
  async function aSetUp(config: Parameters<typeof setMfa>[3] = { ...emailFactor, ...totpFactor }) {
    const { pool, client } = await anMfaPool(emulator(), "ON", config);
    await aConfirmedUser(emulator(), pool, "ada");
    const { Session, ChallengeName } = await passwordAuth(emulator(), client, "ada");
    expect(ChallengeName).toBe("MFA_SETUP");
    return { pool, client, session: Session };
  }

  test.each(["EMAIL", "email"])("%s is asked for its code, and verified by it", async (key) => {
    const { pool, client, session } = await aSetUp();
    const next = await answer(client, "MFA_SETUP", session, { [key]: "ada@example.com" });
    expect(next.ChallengeName).toBe("EMAIL_OTP");
    const { code } = lastMessage(emulator(), { poolId: pool.Id, to: "ada@example.com" });
    const done = await answer(client, "EMAIL_OTP", next.Session, { EMAIL_OTP_CODE: code });
    expect(done).toHaveProperty("AuthenticationResult");
    expect((await account(emulator(), pool, "ada")).attributes).toEqual({
      email: "ada@example.com",
      email_verified: "true",
    });
  });

  test("refuses what is no address, no answer, and what the pool does not offer", async () => {
    const { client, session } = await aSetUp();
    await refusal(
      answer(client, "MFA_SETUP", session, { EMAIL: "nothing" }),
      "InvalidParameterException",
      "Invalid email address format.",
    );
    await refusal(
      answer(client, "MFA_SETUP", session, {}),
      "NotAuthorizedException",
      "Invalid session for the user.",
    );
    const other = await aSetUp(totpFactor);
    await refusal(
      answer(other.client, "MFA_SETUP", other.session, { EMAIL: "ada@example.com" }),
      "InvalidParameterException",
      "Email MFA is not enabled for the user pool.",
    );
  });

  test("an older session can't replace the factor that was set up since", async () => {
    const { pool, client, session } = await aSetUp();
    const other = await passwordAuth(emulator(), client, "ada");
    await answer(client, "MFA_SETUP", session, { EMAIL: "ada@example.com" });
    await refusal(
      answer(client, "MFA_SETUP", other.Session, { EMAIL: "eve@example.com" }),
      "NotAuthorizedException",
      "Invalid session for the user.",
    );
    expect((await account(emulator(), pool, "ada")).attributes.email).toBe("ada@example.com");
  });
});
