// Choice-based sign-in with a password: sent at once, as an answer, or proven by SRP.
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { output } from "../support/accounts.js";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { aChoicePool, CHOICE, choose, prefer } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { anUnconfirmedUser, respond, secretHash } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";

const emulator = useEmulator();

const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;
const USED = [
  "NotAuthorizedException",
  "Invalid session for the user, session can only be used once.",
] as const;
const PASSWORDS = ["PASSWORD_SRP", "PASSWORD"];

/** A user with a password and without any address. */
async function aSite(...rest: Parameters<typeof aChoicePool> extends [unknown, ...infer R] ? R : never) {
  const site = await aChoicePool(emulator(), ...rest);
  const key = { UserPoolId: site.pool.Id, Username: "ada" };
  await emulator().idp.send(
    new AdminCreateUserCommand({ ...key, MessageAction: "SUPPRESS", TemporaryPassword: "T3mporary-Horse!" }),
  );
  await emulator().idp.send(new AdminSetUserPasswordCommand({ ...key, Password: PASSWORD, Permanent: true }));
  return site;
}

describe("SELECT_CHALLENGE", () => {
  test("lists the first factors beside the challenge, whose parameters are empty", async () => {
    const { client } = await aSite();
    const { Session, ...rest } = output(await choose(emulator(), client, "ada"));
    expect(rest).toEqual({
      ...{ ChallengeName: "SELECT_CHALLENGE", ChallengeParameters: {}, AvailableChallenges: PASSWORDS },
    });
    expect(Session).toMatch(/^AYABe.{1538}$/);
  });

  test("is asked where the preferred factor is none of the user's", async () => {
    const { client } = await aSite(["EMAIL_OTP"]);
    for (const wish of ["EMAIL_OTP", "WEB_AUTHN", "SOFTWARE_TOKEN_MFA"] as const) {
      const answer = await prefer(emulator(), client, "ada", wish);
      expect(answer).toMatchObject({ ChallengeName: "SELECT_CHALLENGE", AvailableChallenges: PASSWORDS });
    }
  });

  test("takes the password with the choice", async () => {
    const { client } = await aSite();
    const { Session } = await choose(emulator(), client, "ada");
    const answer = { USERNAME: "ada", ANSWER: "PASSWORD", PASSWORD };
    const select = (more = {}) =>
      respond(emulator(), client, "SELECT_CHALLENGE", Session, { ...answer, ...more });
    await refusal(select({ PASSWORD: "Wr0ng-Horse!" }), ...INCORRECT);
    const signedIn = output(await select());
    expect(signedIn).toEqual({
      ChallengeParameters: {},
      AuthenticationResult: {
        ...{ AccessToken: expect.any(String), IdToken: expect.any(String), RefreshToken: expect.any(String) },
        ...{ ExpiresIn: 3600, TokenType: "Bearer" },
      },
    });
    await refusal(select(), ...USED);
  });

  test("asks for the password where the choice comes alone", async () => {
    const { client } = await aSite();
    const { Session } = await choose(emulator(), client, "ada");
    const chosen = await respond(emulator(), client, "SELECT_CHALLENGE", Session, {
      ...{ USERNAME: "ada", ANSWER: "PASSWORD" },
    });
    expect(output(chosen)).toEqual({
      ...{ ChallengeName: "PASSWORD", ChallengeParameters: {}, Session: expect.any(String) },
    });
    const signedIn = await respond(emulator(), client, "PASSWORD", chosen.Session, {
      ...{ USERNAME: "ada", PASSWORD },
    });
    expect(signedIn.AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("refuses what is not available, and keeps the session", async () => {
    const { client } = await aSite(["EMAIL_OTP"]);
    const { Session } = await choose(emulator(), client, "ada");
    const select = (ANSWER: string) =>
      respond(emulator(), client, "SELECT_CHALLENGE", Session, { USERNAME: "ada", ANSWER, PASSWORD });
    await refusal(
      select("EMAIL_OTP"),
      ...(["InvalidParameterException", "The selected challenge is not available for the user."] as const),
    );
    expect((await select("PASSWORD")).AuthenticationResult).toBeDefined();
  });

  test("needs an answer", async () => {
    const { client } = await aSite();
    const { Session } = await choose(emulator(), client, "ada");
    await refusal(
      respond(emulator(), client, "SELECT_CHALLENGE", Session, { USERNAME: "ada" }),
      ...(["InvalidParameterException", "Missing required parameter ANSWER"] as const),
    );
  });
});

describe("PASSWORD", () => {
  test("signs in with the first request", async () => {
    const { client } = await aSite();
    const signedIn = await prefer(emulator(), client, "ada", "PASSWORD", { PASSWORD });
    expect(signedIn).toMatchObject({ ChallengeParameters: {}, AuthenticationResult: { ExpiresIn: 3600 } });
    expect(signedIn.AvailableChallenges).toBeUndefined();
    await refusal(prefer(emulator(), client, "ada", "PASSWORD", { PASSWORD: "Wr0ng-Horse!" }), ...INCORRECT);
  });

  test("is asked for with the list beside it", async () => {
    const { client } = await aSite();
    const asked = output(await prefer(emulator(), client, "ada", "PASSWORD"));
    expect(asked).toEqual({
      ...{ ChallengeName: "PASSWORD", ChallengeParameters: {}, AvailableChallenges: PASSWORDS },
      Session: expect.any(String),
    });
    const answer = (password: string) =>
      respond(emulator(), client, "PASSWORD", asked.Session, { USERNAME: "ada", PASSWORD: password });
    await refusal(answer("Wr0ng-Horse!"), ...INCORRECT);
    expect((await answer(PASSWORD)).AuthenticationResult).toBeDefined();
    await refusal(answer(PASSWORD), ...USED);
  });

  test("counts wrong ones as every sign-in does", async () => {
    const { client } = await aSite();
    const { Session } = await prefer(emulator(), client, "ada", "PASSWORD");
    const answer = (password: string) =>
      respond(emulator(), client, "PASSWORD", Session, { USERNAME: "ada", PASSWORD: password });
    for (let n = 0; n < 5; n += 1) await refusal(answer("Wr0ng-Horse!"), ...INCORRECT);
    await refusal(answer(PASSWORD), "NotAuthorizedException", "Password attempts exceeded");
    emulator().clock.advance({ seconds: 1 });
    expect((await answer(PASSWORD)).AuthenticationResult).toBeDefined();
  });

  test("of a client with a secret: the hash is over the name that is typed", async () => {
    const pool = { UsernameAttributes: ["email" as const] };
    const { pool: made, client } = await aChoicePool(emulator(), [], pool, {
      ...CHOICE,
      GenerateSecret: true,
    });
    const sub = await aConfirmedUser(emulator(), made, "ada@example.com");
    const USERNAME = "ada@example.com";
    await refusal(
      choose(emulator(), client, USERNAME),
      "NotAuthorizedException",
      `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    const SECRET_HASH = secretHash(client, USERNAME);
    const { Session } = await choose(emulator(), client, USERNAME, { SECRET_HASH });
    const select = (hash: string) =>
      respond(emulator(), client, "SELECT_CHALLENGE", Session, {
        ...{ USERNAME, ANSWER: "PASSWORD", SECRET_HASH: hash },
      });
    await refusal(
      select(secretHash(client, "grace")),
      ...(["NotAuthorizedException", `Unable to verify secret hash for client ${client.ClientId}`] as const),
    );
    const asked = await select(SECRET_HASH);
    // The canonical name is as good.
    const signedIn = await respond(emulator(), client, "PASSWORD", asked.Session, {
      ...{ USERNAME: sub, PASSWORD, SECRET_HASH: secretHash(client, sub) },
    });
    expect(signedIn.AuthenticationResult).toBeDefined();
  });
});

describe("PASSWORD_SRP", () => {
  test.each(["at once", "by SELECT_CHALLENGE", "as an answer"] as const)("%s", async (way) => {
    const { pool, client } = await aSite();
    const srp = await srpClient(pool);
    const SRP_A = srp.srpA;
    const USERNAME = "ada";
    const ways = {
      "at once": () => prefer(emulator(), client, USERNAME, "PASSWORD_SRP", { SRP_A }),
      "by SELECT_CHALLENGE": async () => {
        const { Session } = await choose(emulator(), client, USERNAME);
        const answer = { USERNAME, ANSWER: "PASSWORD_SRP", SRP_A };
        return respond(emulator(), client, "SELECT_CHALLENGE", Session, answer);
      },
      "as an answer": async () => {
        const asked = await prefer(emulator(), client, USERNAME, "PASSWORD_SRP");
        expect(asked).toMatchObject({
          ...{ ChallengeName: "PASSWORD_SRP", ChallengeParameters: {}, AvailableChallenges: PASSWORDS },
        });
        return respond(emulator(), client, "PASSWORD_SRP", asked.Session, { USERNAME, SRP_A });
      },
    };
    const question = await ways[way]();
    expect(question.ChallengeName).toBe("PASSWORD_VERIFIER");
    expect(question.AvailableChallenges).toEqual(way === "at once" ? PASSWORDS : undefined);
    const answers = await srp.answer(question.ChallengeParameters, PASSWORD);

    // The Session has to be echoed.
    const verify = (session?: string) => respond(emulator(), client, "PASSWORD_VERIFIER", session, answers);
    await refusal(verify(), "NotAuthorizedException", "Invalid session for the user.");
    expect((await verify(question.Session)).AuthenticationResult).toBeDefined();
    await refusal(verify(question.Session), ...USED);
  });

  test("refuses a wrong password", async () => {
    const { pool, client } = await aSite();
    const srp = await srpClient(pool);
    const { ChallengeParameters, Session } = await prefer(emulator(), client, "ada", "PASSWORD_SRP", {
      SRP_A: srp.srpA,
    });
    const answers = await srp.answer(ChallengeParameters, "Wr0ng-Horse!");
    await refusal(respond(emulator(), client, "PASSWORD_VERIFIER", Session, answers), ...INCORRECT);
  });

  test("refuses an SRP_A that is none", async () => {
    const { client } = await aSite();
    const INVALID = ["InvalidParameterException", "Invalid SRP_A value."] as const;
    await refusal(prefer(emulator(), client, "ada", "PASSWORD_SRP", { SRP_A: "0" }), ...INVALID);
    const { Session } = await prefer(emulator(), client, "ada", "PASSWORD_SRP");
    const answer = { USERNAME: "ada", SRP_A: "0" };
    await refusal(respond(emulator(), client, "PASSWORD_SRP", Session, answer), ...INVALID);
  });
});

describe("what comes after the password", () => {
  const expectNewPassword = async (username: string, password: string, client: { ClientId: string }) => {
    const asked = await prefer(emulator(), client, username, "PASSWORD", { PASSWORD: password });
    expect(asked.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const signedIn = await respond(emulator(), client, "NEW_PASSWORD_REQUIRED", asked.Session, {
      ...{ USERNAME: username, NEW_PASSWORD: PASSWORD },
    });
    expect(signedIn.AuthenticationResult).toBeDefined();
  };

  test("a temporary password has to be changed, and is the only factor until then", async () => {
    const { pool, client } = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    await emulator().idp.send(
      new AdminCreateUserCommand({
        ...{ UserPoolId: pool.Id, Username: "grace", MessageAction: "SUPPRESS" },
        ...{
          TemporaryPassword: "T3mporary-Horse!",
          UserAttributes: [{ Name: "email", Value: "g@example.com" }],
        },
      }),
    );
    const asked = await prefer(emulator(), client, "grace", "EMAIL_OTP");
    expect(asked).toMatchObject({ ChallengeName: "SELECT_CHALLENGE", AvailableChallenges: PASSWORDS });
    await expectNewPassword("grace", "T3mporary-Horse!", client);
    const { AvailableChallenges } = await choose(emulator(), client, "grace");
    expect(AvailableChallenges).toEqual([...PASSWORDS, "EMAIL_OTP"]);
  });

  test("an unconfirmed user learns so with the right password only", async () => {
    const { client } = await aChoicePool(emulator());
    await anUnconfirmedUser(emulator(), client, "grace", { email: "grace@example.com" });
    await refusal(
      prefer(emulator(), client, "grace", "PASSWORD", { PASSWORD: "Wr0ng-Horse!" }),
      ...INCORRECT,
    );
    await refusal(
      prefer(emulator(), client, "grace", "PASSWORD", { PASSWORD }),
      "UserNotConfirmedException",
      "User is not confirmed.",
    );
  });

  test("a user who got a password by an administrator has the factor from then on", async () => {
    const { pool, client } = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    await emulator().idp.send(
      new AdminCreateUserCommand({
        ...{ UserPoolId: pool.Id, Username: "grace", MessageAction: "SUPPRESS" },
        UserAttributes: [{ Name: "email", Value: "g@example.com" }],
      }),
    );
    const before = await choose(emulator(), client, "grace");
    expect(before.AvailableChallenges).toEqual(["EMAIL_OTP"]);
    await emulator().idp.send(
      new AdminSetUserPasswordCommand({
        ...{ UserPoolId: pool.Id, Username: "grace", Password: PASSWORD, Permanent: true },
      }),
    );
    const after = await choose(emulator(), client, "grace");
    expect(after.AvailableChallenges).toEqual([...PASSWORDS, "EMAIL_OTP"]);
  });
});
