// Compromised passwords: where they are looked for, what is refused, and which list decides.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  type EventFilterType,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { account, lastMessage, signUp } from "../support/accounts.js";
import { aClient, aConfirmedUser, type MadeClient, type MadePool, PASSWORD } from "../support/builders.js";
import { bootEmulator, useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { srpClient } from "../support/srp-client.js";
import { aProtectedPool, appSignIn, eventsOf, protectedBy, signInFrom } from "../support/threats.js";

const emulator = useEmulator();

/** In the list that is shipped, and good enough for the default policy. */
const COMMON = "Password1!";

const SIGN_IN = [
  "PasswordResetRequiredException",
  "Password reset required for user due to security reasons",
] as const;
const NEW_PASSWORD = [
  "InvalidPasswordException",
  "Provided password cannot be used for security reasons.",
] as const;

const blocking = (EventFilter?: EventFilterType[], EventAction: "BLOCK" | "NO_ACTION" = "BLOCK") => ({
  CompromisedCredentialsRiskConfiguration: { EventFilter, Actions: { EventAction } },
});

const EMAIL = { email: "ada@example.com", email_verified: "true" };

const detected = async (pool: MadePool) =>
  (await eventsOf(emulator(), pool, "ada"))[0]?.EventRisk?.CompromisedCredentialsDetected;

describe("at a sign-in", () => {
  async function ready(risks: object, pool: object = {}) {
    const made = await aProtectedPool(emulator(), risks, pool);
    await aConfirmedUser(emulator(), made.pool, "ada", EMAIL, COMMON);
    return made;
  }

  test("it is blocked, and the user has to choose another password", async () => {
    const { pool, client } = await ready(blocking());
    await refusal(appSignIn(emulator(), client, "ada", {}, COMMON), ...SIGN_IN);
    expect((await account(emulator(), pool, "ada")).status).toBe("RESET_REQUIRED");
    expect((await eventsOf(emulator(), pool, "ada"))[0]).toMatchObject({
      EventResponse: "Fail",
      EventRisk: { RiskDecision: "Block", CompromisedCredentialsDetected: true },
    });
    await refusal(
      appSignIn(emulator(), client, "ada", {}, COMMON),
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );

    const { ClientId } = client;
    await emulator().idp.send(new ForgotPasswordCommand({ ClientId, Username: "ada" }));
    const { code } = lastMessage(emulator(), { poolId: pool.Id, kind: "ForgotPassword" });
    const reset = { ClientId, Username: "ada", ConfirmationCode: code, Password: PASSWORD };
    await emulator().idp.send(new ConfirmForgotPasswordCommand(reset));
    await expect(appSignIn(emulator(), client, "ada")).resolves.toHaveProperty("AuthenticationResult");
  });

  test("by an administrator as well", async () => {
    const { pool, client } = await ready(blocking());
    await refusal(signInFrom(emulator(), pool, client, "ada", {}, COMMON), ...SIGN_IN);
  });

  test("in a choice-based sign-in as well, whenever the password comes", async () => {
    const { pool } = await ready(blocking());
    const client = await aClient(emulator(), pool, { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    const { ClientId } = client;
    const AuthFlow = "USER_AUTH";
    const AuthParameters = { USERNAME: "ada", PREFERRED_CHALLENGE: "PASSWORD" };
    const asked = await emulator().idp.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));
    expect(asked.ChallengeName).toBe("PASSWORD");
    await refusal(
      emulator().idp.send(
        new RespondToAuthChallengeCommand({
          ClientId,
          ChallengeName: "PASSWORD",
          Session: asked.Session,
          ChallengeResponses: { USERNAME: "ada", PASSWORD: COMMON },
        }),
      ),
      ...SIGN_IN,
    );
  });

  test("a wrong guess of a common password tells nothing", async () => {
    const { pool, client } = await aProtectedPool(emulator(), blocking());
    await aConfirmedUser(emulator(), pool, "ada");
    await refusal(
      appSignIn(emulator(), client, "ada", {}, COMMON),
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
    expect((await account(emulator(), pool, "ada")).status).toBe("CONFIRMED");
  });

  test("by SRP nobody sees the password", async () => {
    const { pool, client } = await ready(blocking());
    const helper = await srpClient(pool);
    const { ClientId } = client;
    const { idp } = emulator();
    const AuthParameters = { USERNAME: "ada", SRP_A: helper.srpA };
    const question = await idp.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: "USER_SRP_AUTH", AuthParameters }),
    );
    const ChallengeResponses = await helper.answer(question.ChallengeParameters, COMMON);
    const answer = { ClientId, ChallengeName: "PASSWORD_VERIFIER" as const, ChallengeResponses };
    const { AuthenticationResult } = await idp.send(new RespondToAuthChallengeCommand(answer));
    expect(AuthenticationResult).toBeDefined();
    expect(await detected(pool)).toBe(false);
  });

  test.each([
    ["NO_ACTION", blocking(undefined, "NO_ACTION"), {}, true],
    ["no configuration", {}, {}, true],
    ["AUDIT", blocking(), protectedBy("AUDIT"), true],
    ["a filter for other occasions", blocking(["SIGN_UP", "PASSWORD_CHANGE"]), {}, false],
  ])("%s lets pass", async (_, risks, settings, isDetected) => {
    const { pool, client } = await ready(risks, settings);
    await expect(appSignIn(emulator(), client, "ada", {}, COMMON)).resolves.toHaveProperty(
      "AuthenticationResult",
    );
    expect(await detected(pool)).toBe(isDetected);
  });

  test("a temporary password is replaced in any case", async () => {
    const { pool, client } = await aProtectedPool(emulator(), blocking(["SIGN_IN"]));
    const invited = { UserPoolId: pool.Id, Username: "ada", TemporaryPassword: COMMON };
    await emulator().idp.send(new AdminCreateUserCommand({ ...invited, MessageAction: "SUPPRESS" }));
    const { ChallengeName } = await appSignIn(emulator(), client, "ada", {}, COMMON);
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  });
});

describe("for a new password", () => {
  async function changing(
    risks: object,
  ): Promise<{ pool: MadePool; client: MadeClient; change(): Promise<unknown> }> {
    const { pool, client } = await aProtectedPool(emulator(), risks);
    await aConfirmedUser(emulator(), pool, "ada", EMAIL);
    const { AuthenticationResult } = await appSignIn(emulator(), client, "ada");
    const input = { AccessToken: AuthenticationResult?.AccessToken, PreviousPassword: PASSWORD };
    const change = () =>
      emulator().idp.send(new ChangePasswordCommand({ ...input, ProposedPassword: COMMON }));
    return { pool, client, change };
  }

  test("ChangePassword refuses it and keeps the old one", async () => {
    const { pool, client, change } = await changing(blocking(["PASSWORD_CHANGE"]));
    await refusal(change(), ...NEW_PASSWORD);
    expect((await eventsOf(emulator(), pool, "ada"))[0]).toMatchObject({
      EventType: "PasswordChange",
      EventResponse: "Fail",
      EventRisk: { CompromisedCredentialsDetected: true },
    });
    await expect(appSignIn(emulator(), client, "ada")).resolves.toHaveProperty("AuthenticationResult");
  });

  test("whoever has no session to answer with learns nothing, and leaves nothing in the history", async () => {
    const { pool, client } = await changing(blocking(["PASSWORD_CHANGE"]));
    const before = await eventsOf(emulator(), pool, "ada");
    const answer = new RespondToAuthChallengeCommand({
      ClientId: client.ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session: "x".repeat(40),
      ChallengeResponses: { USERNAME: "ada", NEW_PASSWORD: COMMON },
    });
    await refusal(emulator().idp.send(answer), "NotAuthorizedException", "Invalid session for the user.");
    expect(await eventsOf(emulator(), pool, "ada")).toEqual(before);
  });

  test("ChangePassword lets pass what the filter leaves out", async () => {
    const { pool, change } = await changing(blocking(["SIGN_UP", "SIGN_IN"]));
    await change();
    expect(await detected(pool)).toBe(false);
  });

  test("ChangePassword notes what it lets pass", async () => {
    const { pool, change } = await changing(blocking(undefined, "NO_ACTION"));
    await change();
    expect((await eventsOf(emulator(), pool, "ada"))[0]).toMatchObject({
      EventType: "PasswordChange",
      EventResponse: "Pass",
      EventRisk: { RiskDecision: "NoRisk", CompromisedCredentialsDetected: true },
    });
  });

  test("the policy and the previous password are checked before", async () => {
    const { change } = await changing(blocking());
    const { client } = await changing(blocking());
    const { AuthenticationResult } = await appSignIn(emulator(), client, "ada");
    const AccessToken = AuthenticationResult?.AccessToken;
    await refusal(
      emulator().idp.send(
        new ChangePasswordCommand({ AccessToken, PreviousPassword: "Wr0ng-one!", ProposedPassword: COMMON }),
      ),
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
    await refusal(
      emulator().idp.send(
        new ChangePasswordCommand({ AccessToken, PreviousPassword: PASSWORD, ProposedPassword: "password" }),
      ),
      "InvalidPasswordException",
      "Password does not conform to policy: Password must have uppercase characters",
    );
    await refusal(change(), ...NEW_PASSWORD);
  });

  test("ConfirmForgotPassword refuses it and keeps the code", async () => {
    const { pool, client } = await changing(blocking());
    const { ClientId } = client;
    await emulator().idp.send(new ForgotPasswordCommand({ ClientId, Username: "ada" }));
    const { code } = lastMessage(emulator(), { poolId: pool.Id, kind: "ForgotPassword" });
    const reset = (Password: string) =>
      emulator().idp.send(
        new ConfirmForgotPasswordCommand({ ClientId, Username: "ada", ConfirmationCode: code, Password }),
      );
    await refusal(reset(COMMON), ...NEW_PASSWORD);
    await reset("An0ther-Horse!");
  });

  test("NEW_PASSWORD_REQUIRED refuses it and keeps the session", async () => {
    const { pool, client } = await aProtectedPool(emulator(), blocking());
    const invited = { UserPoolId: pool.Id, Username: "ada", TemporaryPassword: PASSWORD };
    await emulator().idp.send(new AdminCreateUserCommand({ ...invited, MessageAction: "SUPPRESS" }));
    const { Session } = await appSignIn(emulator(), client, "ada");
    const answer = (password: string) =>
      emulator().idp.send(
        new RespondToAuthChallengeCommand({
          ClientId: client.ClientId,
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session,
          ChallengeResponses: { USERNAME: "ada", NEW_PASSWORD: password },
        }),
      );
    await refusal(answer(COMMON), ...NEW_PASSWORD);
    expect((await answer("An0ther-Horse!")).AuthenticationResult).toBeDefined();
  });

  test("SignUp refuses it and makes no user", async () => {
    const { pool, client } = await aProtectedPool(emulator(), blocking(["SIGN_UP"]));
    await refusal(signUp(emulator(), client, "ada", {}, { Password: COMMON }), ...NEW_PASSWORD);
    await signUp(emulator(), client, "ada");
    expect(await detected(pool)).toBe(false);
  });

  test("administrators may set what they like", async () => {
    const { pool } = await aProtectedPool(emulator(), blocking());
    const user = { UserPoolId: pool.Id, Username: "ada" };
    await emulator().idp.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
    await emulator().idp.send(
      new AdminSetUserPasswordCommand({ ...user, Password: COMMON, Permanent: true }),
    );
  });
});

describe("forced by a test", () => {
  const GOOD = "An0ther-Horse!";

  test("any password is compromised at the next sign-in", async () => {
    const { pool, client } = await aProtectedPool(emulator(), blocking());
    await aConfirmedUser(emulator(), pool, "ada");
    emulator().risk.force({ poolId: pool.Id, username: "ada", compromised: true });
    await refusal(appSignIn(emulator(), client, "ada"), ...SIGN_IN);
  });

  test("or at the next sign-up, of who does not exist yet, once", async () => {
    const { pool, client } = await aProtectedPool(emulator(), blocking());
    emulator().risk.force({ poolId: pool.Id, username: "ada", compromised: true });
    await refusal(signUp(emulator(), client, "ada", {}, { Password: GOOD }), ...NEW_PASSWORD);
    await signUp(emulator(), client, "ada", {}, { Password: GOOD });
  });

  test("a common one is not, and the level waits for the sign-in", async () => {
    const { pool, client } = await aProtectedPool(emulator(), blocking());
    emulator().risk.force({ poolId: pool.Id, username: "ada", compromised: false, level: "high" });
    await signUp(emulator(), client, "ada", {}, { Password: COMMON });
    const user = { UserPoolId: pool.Id, Username: "ada", Password: GOOD, Permanent: true };
    await emulator().idp.send(new AdminSetUserPasswordCommand(user));
    await appSignIn(emulator(), client, "ada", {}, GOOD);
    expect((await eventsOf(emulator(), pool, "ada"))[0]?.EventRisk?.RiskLevel).toBe("High");
  });
});

describe("a list of one's own", () => {
  async function fileOf(text: string): Promise<string> {
    const file = join(await mkdtemp(join(tmpdir(), "passwords-")), "list.txt");
    await writeFile(file, text);
    return file;
  }

  test("takes the place of the one that is shipped", async () => {
    const compromisedPasswords = await fileOf("\uFEFFTr0ub4dor&3\r\n\r\nHunter22-Horse\n");
    const own = await bootEmulator({ compromisedPasswords });
    try {
      const { client } = await aProtectedPool(own, blocking());
      for (const Password of ["Tr0ub4dor&3", "Hunter22-Horse"])
        await refusal(signUp(own, client, "ada", {}, { Password }), ...NEW_PASSWORD);
      await signUp(own, client, "ada", {}, { Password: COMMON });
    } finally {
      await own.close();
    }
  });

  test("is refused with file and line", async () => {
    const spaced = await fileOf("good-one\nnot a password\n");
    await refusal(
      bootEmulator({ compromisedPasswords: spaced }),
      "ConfigError",
      `${spaced}:2: expected one password on each line, none has white space in it`,
    );
    const long = await fileOf(`a\nb\n${"x".repeat(257)}`);
    await refusal(
      bootEmulator({ compromisedPasswords: long }),
      "ConfigError",
      `${long}:3: expected one password on each line, none has more than 256 characters`,
    );
    const missing = join(tmpdir(), "no-such-list.txt");
    await refusal(bootEmulator({ compromisedPasswords: missing }), "ConfigError", `${missing}: no such file`);
  });
});
