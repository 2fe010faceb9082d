// CUSTOM_AUTH: the pool's functions ask, judge and decide; the service keeps sessions, passwords and second factors.
import { join } from "node:path";
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  type ChallengeNameType,
  type LambdaConfigType,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { output } from "../support/accounts.js";
import { codeOf, nextCode } from "../support/authenticator.js";
import { aClient, aConfirmedUser, type MadeClient, PASSWORD, signIn } from "../support/builders.js";
import { enrol, first, on, PHONE, prefer, setMfa, smsFactor, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { anUnconfirmedUser, initiate, passwordAuth, respond, secretHash } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";
import { claimsOf } from "../support/tokens.js";
import { eventsOf, FUNCTION, type Instructions, sourcesOf, useTriggers } from "../triggers/obedient.js";

const file = join(import.meta.dirname, "../triggers/handlers/custom-auth.mjs");
const exported = [
  ...["define", "create", "verify", "captchaFirst", "verifyAndDelete", "verifyAndDisable"],
  ...["defineAndRename", "defineAndDelete", "createAndDeletePool", "createAndDelete"],
];
const { emulator, aSite, tell } = useTriggers({
  triggers: Object.fromEntries(exported.map((name) => [name, `${file}#${name}`])),
});
const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;
const INVALID_SESSION = ["NotAuthorizedException", "Invalid session for the user."] as const;
const USED = [
  "NotAuthorizedException",
  "Invalid session for the user, session can only be used once.",
] as const;
const NOT_CONFIGURED = [
  "InvalidParameterException",
  "Custom auth lambda trigger is not configured for the user pool.",
] as const;
const UNRECOGNIZABLE = ["InvalidLambdaResponseException", "Unrecognizable lambda output"] as const;

const CLIENT = {
  ExplicitAuthFlows: [
    ...(["ALLOW_CUSTOM_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH"] as const),
    ...(["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] as const),
  ],
};
const LEGACY = { ...CLIENT, PreventUserExistenceErrors: "LEGACY" as const };
const ENABLED = { ...CLIENT, PreventUserExistenceErrors: "ENABLED" as const };

const THREE: LambdaConfigType = {
  DefineAuthChallenge: arn("define"),
  CreateAuthChallenge: arn("create"),
  VerifyAuthChallengeResponse: arn("verify"),
};

const THREE_OBEDIENT = Object.keys(THREE) as (keyof LambdaConfigType)[];

type Input = Parameters<typeof aSite>;

/** A pool whose functions ask two riddles, with the confirmed user `ada`. */
async function aRiddleSite(more: LambdaConfigType = {}, client: Input[3] = LEGACY, pool: Input[2] = {}) {
  const site = await aSite({ ...THREE, ...more }, {}, pool, client);
  if (!pool.UsernameAttributes) await aConfirmedUser(emulator(), site.pool, "ada");
  return site;
}

/** A pool whose functions say what a test tells them. */
async function anObedientSite(instructions: Instructions, more: readonly (keyof LambdaConfigType)[] = []) {
  const site = await aSite([...THREE_OBEDIENT, ...more], instructions, {}, LEGACY);
  await aConfirmedUser(emulator(), site.pool, "ada");
  return site;
}

const define = (response: Record<string, unknown>): Instructions => ({ DefineAuthChallenge: { response } });
const start = (client: MadeClient, USERNAME = "ada", more: Record<string, string> = {}) =>
  initiate(emulator(), client, "CUSTOM_AUTH", { USERNAME, ...more });
const answer = (
  client: MadeClient,
  Session: string | undefined,
  ANSWER: string,
  USERNAME = "ada",
  more: Record<string, string> = {},
) => respond(emulator(), client, "CUSTOM_CHALLENGE", Session, { USERNAME, ANSWER, ...more });

/** The first half of SRP and what answers it. */
async function startSrp({ pool, client }: Awaited<ReturnType<typeof aSite>>, USERNAME = "ada") {
  const helper = await srpClient(pool);
  const question = await start(client, USERNAME, { CHALLENGE_NAME: "SRP_A", SRP_A: helper.srpA });
  return { question, responses: (word = PASSWORD) => helper.answer(question.ChallengeParameters, word) };
}

async function pastPassword(site: Awaited<ReturnType<typeof aSite>>) {
  const { question, responses } = await startSrp(site);
  return respond(emulator(), site.client, "PASSWORD_VERIFIER", question.Session, await responses());
}

const asked = (question: string, USERNAME = "ada") => ({
  ChallengeName: "CUSTOM_CHALLENGE",
  ChallengeParameters: { question, USERNAME },
  Session: expect.any(String) as string,
});
const RIDDLES = ["6 x 7", "opposite of black"] as const;
const custom = (challengeResult: boolean, riddle: number) => ({
  ...{ challengeName: "CUSTOM_CHALLENGE", challengeResult, challengeMetadata: `RIDDLE_${riddle}` },
});
const built = (challengeName: string) => ({ challengeName, challengeResult: true, challengeMetadata: null });

/** What DefineAuthChallenge was told each time. */
const histories = (pool: { Id: string }) =>
  eventsOf(emulator(), pool, "DefineAuthChallenge_Authentication").map(
    (event) => (event as { request: { session: unknown } }).request.session,
  );

describe("without a password", () => {
  test("asks, judges and asks again until the functions are content", async () => {
    const { pool, client } = await aRiddleSite();
    const one = output(await start(client));
    expect(one).toEqual(asked(RIDDLES[0]));
    const again = output(await answer(client, one.Session, "41"));
    expect(again).toEqual(asked(RIDDLES[0]));
    const two = output(await answer(client, again.Session, "42"));
    expect(two).toEqual(asked(RIDDLES[1]));
    expect(new Set([one.Session, again.Session, two.Session]).size).toBe(3);
    const { AuthenticationResult, ...rest } = output(await answer(client, two.Session, "white"));
    expect(rest).toEqual({ ChallengeParameters: {} });
    expect(claimsOf(AuthenticationResult?.AccessToken)).toMatchObject({ username: "ada" });
    const all = [custom(false, 1), custom(true, 1), custom(true, 2)];
    expect(histories(pool)).toEqual([[], all.slice(0, 1), all.slice(0, 2), all]);
  });

  test("tells CreateAuthChallenge the history and VerifyAuthChallengeResponse what is private", async () => {
    const { pool, client } = await aRiddleSite({}, ENABLED);
    const { Session } = await start(client);
    await answer(client, Session, "41");
    expect(eventsOf(emulator(), pool, "CreateAuthChallenge_Authentication").at(-1)).toMatchObject({
      request: { challengeName: "CUSTOM_CHALLENGE", session: [custom(false, 1)], userNotFound: false },
    });
    expect(eventsOf(emulator(), pool, "VerifyAuthChallengeResponse_Authentication")).toMatchObject([
      {
        userName: "ada",
        request: {
          ...{ privateChallengeParameters: { answer: "42" }, challengeAnswer: "41", userNotFound: false },
        },
      },
    ]);
  });

  test("three wrong answers end it", async () => {
    const { client } = await aRiddleSite();
    let { Session } = await start(client);
    for (const guess of ["1", "2"]) ({ Session } = await answer(client, Session, guess));
    await refusal(answer(client, Session, "3"), ...INCORRECT);
    await refusal(answer(client, Session, "42"), ...USED);
  });

  test("names the canonical user", async () => {
    const { pool, client } = await aRiddleSite({}, LEGACY, { UsernameAttributes: ["email"] });
    const sub = await aConfirmedUser(emulator(), pool, "ada@example.com");
    const { ChallengeParameters, Session } = await start(client, "ada@example.com");
    expect(ChallengeParameters).toEqual({ question: RIDDLES[0], USERNAME: sub });
    expect(output(await answer(client, Session, "42", sub))).toEqual(asked(RIDDLES[1], sub));
  });

  test("a client with a secret proves it each time", async () => {
    const { client } = await aRiddleSite({}, { ...LEGACY, GenerateSecret: true });
    const SECRET_HASH = secretHash(client, "ada");
    const { Session } = await start(client, "ada", { SECRET_HASH });
    await refusal(
      answer(client, Session, "42"),
      "NotAuthorizedException",
      `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    expect(output(await answer(client, Session, "42", "ada", { SECRET_HASH }))).toEqual(asked(RIDDLES[1]));
  });

  test("is administrators' as well", async () => {
    const { pool, client } = await aRiddleSite();
    const who = { UserPoolId: pool.Id, ClientId: client.ClientId };
    const begun = await emulator().idp.send(
      new AdminInitiateAuthCommand({
        ...{ ...who, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "ada" } },
      }),
    );
    const go = (Session: string | undefined, ANSWER: string) =>
      emulator().idp.send(
        new AdminRespondToAuthChallengeCommand({
          ...{ ...who, ChallengeName: "CUSTOM_CHALLENGE", Session },
          ChallengeResponses: { USERNAME: "ada", ANSWER },
        }),
      );
    expect(output(begun)).toEqual(asked(RIDDLES[0]));
    const { AuthenticationResult } = await go((await go(begun.Session, "42")).Session, "white");
    expect(claimsOf(AuthenticationResult?.IdToken)).toMatchObject({ "cognito:username": "ada" });
  });

  test("asks for no new password, second factor or open lock", async () => {
    const { pool, client } = await aRiddleSite();
    const { idp } = emulator();
    await idp.send(
      new AdminCreateUserCommand({ UserPoolId: pool.Id, Username: "new", MessageAction: "SUPPRESS" }),
    );
    await setMfa(emulator(), pool, "ON", totpFactor);
    for (let failure = 0; failure < 6; failure++)
      await expect(passwordAuth(emulator(), client, "ada", "Wr0ng-one!")).rejects.toThrow();
    await refusal(
      passwordAuth(emulator(), client, "ada"),
      "NotAuthorizedException",
      "Password attempts exceeded",
    );
    for (const name of ["new", "ada"]) {
      const { Session } = await start(client, name);
      const { Session: last } = await answer(client, Session, "42", name);
      const { AuthenticationResult } = await answer(client, last, "white", name);
      expect(claimsOf(AuthenticationResult?.AccessToken)).toMatchObject({ username: name });
    }
  });
});

describe("after the password", () => {
  test("has a session from the first question to the last", async () => {
    const site = await aRiddleSite();
    const { pool, client } = site;
    const { question, responses } = await startSrp(site);
    expect(output(question)).toEqual({
      ChallengeName: "PASSWORD_VERIFIER",
      ChallengeParameters: {
        ...{ SALT: expect.any(String), SECRET_BLOCK: expect.any(String), SRP_B: expect.any(String) },
        ...{ USERNAME: "ada", USER_ID_FOR_SRP: "ada" },
      },
      Session: expect.any(String),
    });
    const one = await respond(emulator(), client, "PASSWORD_VERIFIER", question.Session, await responses());
    expect(output(one)).toEqual(asked(RIDDLES[0]));
    const two = await answer(client, one.Session, "42");
    const { AuthenticationResult } = await answer(client, two.Session, "white");
    expect(claimsOf(AuthenticationResult?.AccessToken)).toMatchObject({ username: "ada" });
    const all = [built("SRP_A"), built("PASSWORD_VERIFIER"), custom(true, 1), custom(true, 2)];
    expect(histories(pool)).toEqual([1, 2, 3, 4].map((length) => all.slice(0, length)));
  });

  test("which is needed, with the session of its question", async () => {
    const site = await aRiddleSite();
    const { client } = site;
    const go = async (session: (own?: string) => string | undefined, word = PASSWORD) => {
      const { question, responses } = await startSrp(site);
      const right = await responses(word);
      return respond(emulator(), client, "PASSWORD_VERIFIER", session(question.Session), right);
    };
    const { Session: other } = await start(client);
    await refusal(
      go((own) => own, "Wr0ng-one!"),
      ...INCORRECT,
    );
    await refusal(
      go(() => undefined),
      ...INVALID_SESSION,
    );
    await refusal(
      go(() => other),
      ...INVALID_SESSION,
    );
    // A wrong password is the service's to judge: the functions don't hear of it.
    expect(histories(site.pool).flat()).not.toContainEqual(
      expect.objectContaining({ challengeResult: false }),
    );
  });

  test("is asked where it is told, also after a riddle", async () => {
    const site = await aRiddleSite({ DefineAuthChallenge: arn("captchaFirst") });
    const { pool, client } = site;
    const helper = await srpClient(pool);
    const one = await start(client, "ada", { CHALLENGE_NAME: "SRP_A", SRP_A: helper.srpA });
    expect(output(one)).toEqual(asked(RIDDLES[0]));
    const two = await answer(client, one.Session, "41");
    expect(two.ChallengeName).toBe("PASSWORD_VERIFIER");
    const responses = await helper.answer(two.ChallengeParameters, PASSWORD);
    const { AuthenticationResult } = await respond(
      ...([emulator(), client, "PASSWORD_VERIFIER", two.Session, responses] as const),
    );
    expect(claimsOf(AuthenticationResult?.AccessToken)).toMatchObject({ username: "ada" });
    expect(histories(pool).at(-1)).toEqual([built("SRP_A"), custom(false, 1), built("PASSWORD_VERIFIER")]);
  });

  test("comes the second factor, then the riddles", async () => {
    const site = await aRiddleSite();
    const { pool, client } = site;
    await setMfa(emulator(), pool, "OPTIONAL", totpFactor);
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    const secret = await enrol(emulator(), AccessToken);
    await prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first });
    await setMfa(emulator(), pool, "ON", totpFactor);
    const { ChallengeName, Session } = await pastPassword(site);
    expect(ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const code = codeOf(emulator(), secret);
    const one = await respond(emulator(), client, "SOFTWARE_TOKEN_MFA", Session, {
      ...{ USERNAME: "ada", SOFTWARE_TOKEN_MFA_CODE: code },
    });
    nextCode(emulator());
    expect(output(one)).toEqual(asked(RIDDLES[0]));
    const two = await answer(client, one.Session, "42");
    const { AuthenticationResult } = await answer(client, two.Session, "white");
    expect(AuthenticationResult).toHaveProperty("AccessToken");
    expect(histories(pool).at(-1)).toEqual([
      ...["SRP_A", "PASSWORD_VERIFIER", "SOFTWARE_TOKEN_MFA"].map(built),
      ...[custom(true, 1), custom(true, 2)],
    ]);
  });

  test("comes the choice among second factors, which is no challenge of its own", async () => {
    const site = await aRiddleSite();
    const { pool, client } = site;
    await setMfa(emulator(), pool, "OPTIONAL", { ...totpFactor, ...smsFactor });
    const phone = { phone_number: PHONE, phone_number_verified: "true" };
    await aConfirmedUser(emulator(), pool, "eve", phone);
    const { AccessToken } = await signIn(emulator(), pool, client, "eve");
    const secret = await enrol(emulator(), AccessToken);
    const both = { SoftwareTokenMfaSettings: on, SMSMfaSettings: on };
    await prefer(emulator(), pool, "eve", both);
    const { question, responses } = await startSrp(site, "eve");
    const go = (challenge: ChallengeNameType, Session: string | undefined, more: Record<string, string>) =>
      respond(emulator(), client, challenge, Session, { USERNAME: "eve", ...more });
    const choice = await go("PASSWORD_VERIFIER", question.Session, await responses());
    expect(choice.ChallengeName).toBe("SELECT_MFA_TYPE");
    const code = await go("SELECT_MFA_TYPE", choice.Session, { ANSWER: "SOFTWARE_TOKEN_MFA" });
    expect(code.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const SOFTWARE_TOKEN_MFA_CODE = codeOf(emulator(), secret);
    const one = await go("SOFTWARE_TOKEN_MFA", code.Session, { SOFTWARE_TOKEN_MFA_CODE });
    expect(output(one)).toEqual(asked(RIDDLES[0], "eve"));
    expect(histories(pool).at(-1)).toEqual(["SRP_A", "PASSWORD_VERIFIER", "SOFTWARE_TOKEN_MFA"].map(built));
  });

  test("a temporary one is replaced before the riddles", async () => {
    const site = await aRiddleSite();
    const { pool, client } = site;
    await emulator().idp.send(
      new AdminCreateUserCommand({
        ...{ UserPoolId: pool.Id, Username: "new", TemporaryPassword: "Temp0rary-one!" },
        MessageAction: "SUPPRESS",
      }),
    );
    const { question, responses } = await startSrp(site, "new");
    const temporary = await responses("Temp0rary-one!");
    const { ChallengeName, Session } = await respond(
      ...([emulator(), client, "PASSWORD_VERIFIER", question.Session, temporary] as const),
    );
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const changed = { USERNAME: "new", NEW_PASSWORD: PASSWORD };
    const one = await respond(emulator(), client, "NEW_PASSWORD_REQUIRED", Session, changed);
    expect(output(one)).toEqual(asked(RIDDLES[0], "new"));
    expect(histories(pool).at(-1)).toEqual(
      ["SRP_A", "PASSWORD_VERIFIER", "NEW_PASSWORD_REQUIRED"].map(built),
    );
  });

  test("SRP begins with its number", async () => {
    const { client } = await aRiddleSite();
    const SRP = { CHALLENGE_NAME: "SRP_A" };
    await refusal(start(client, "ada", SRP), "InvalidParameterException", "Missing required parameter SRP_A");
    await refusal(
      start(client, "ada", { ...SRP, SRP_A: "0" }),
      "InvalidParameterException",
      "Invalid SRP_A value.",
    );
  });
});

describe("sessions", () => {
  test("are good once, for one client and user, and as long as the client says", async () => {
    const { pool, client } = await aRiddleSite({}, { ...LEGACY, AuthSessionValidity: 5 });
    const elsewhere = await aClient(emulator(), pool, LEGACY);
    await aConfirmedUser(emulator(), pool, "bob");
    const { Session } = await start(client);
    await refusal(answer(elsewhere, Session, "42"), ...INVALID_SESSION);
    await refusal(answer(client, Session, "42", "bob"), ...INVALID_SESSION);
    await refusal(
      respond(emulator(), client, "CUSTOM_CHALLENGE", Session, { USERNAME: "ada" }),
      "InvalidParameterException",
      "Missing required parameter ANSWER",
    );
    expect(output(await answer(client, Session, "42"))).toEqual(asked(RIDDLES[1]));
    await refusal(answer(client, Session, "42"), ...USED);
    const late = await start(client);
    emulator().clock.advance({ minutes: 5 });
    await refusal(
      answer(client, late.Session, "42"),
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });

  test("are judged once, however many answers come at the same moment", async () => {
    const { pool, client } = await aRiddleSite();
    const { Session } = await start(client);
    const outcomes = await Promise.allSettled(
      ["40", "41", "42"].map((guess) => answer(client, Session, guess)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(eventsOf(emulator(), pool, "VerifyAuthChallengeResponse_Authentication")).toHaveLength(1);
  });
});

describe("who does not exist", () => {
  test("is named as such by a client that does not hide it", async () => {
    const { client } = await aRiddleSite();
    await refusal(start(client, "nobody"), "UserNotFoundException", "User does not exist.");
  });

  test("is asked like anyone else, and gets nothing for right answers", async () => {
    const { pool, client } = await aRiddleSite({}, ENABLED);
    const one = await start(client, "nobody");
    expect(output(one)).toEqual(asked(RIDDLES[0], "nobody"));
    const two = await answer(client, one.Session, "42", "nobody");
    expect(output(two)).toEqual(asked(RIDDLES[1], "nobody"));
    await refusal(answer(client, two.Session, "white", "nobody"), ...INCORRECT);
    for (const source of ["DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse"])
      for (const event of eventsOf(emulator(), pool, `${source}_Authentication`))
        expect(event).toMatchObject({
          userName: "nobody",
          request: { userAttributes: {}, userNotFound: true },
        });
    expect(histories(pool)).toEqual([[], [custom(true, 1)], [custom(true, 1), custom(true, 2)]]);
  });

  test("has a sub where usernames are subs, and no password that is right", async () => {
    const email = await aRiddleSite({}, ENABLED, { UsernameAttributes: ["email"] });
    const { ChallengeParameters, Session } = await start(email.client, "nobody@example.com");
    const sub = ChallengeParameters?.USERNAME;
    expect(sub).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(output(await answer(email.client, Session, "42", sub))).toEqual(asked(RIDDLES[1], sub));
    const site = await aRiddleSite({}, ENABLED);
    const { question, responses } = await startSrp(site, "nobody");
    await refusal(
      respond(emulator(), site.client, "PASSWORD_VERIFIER", question.Session, await responses()),
      ...INCORRECT,
    );
    const { client } = await aSite(THREE_OBEDIENT, define({ issueTokens: true }), {}, ENABLED);
    await refusal(start(client, "nobody"), ...INCORRECT);
  });
});

describe("accounts that can't sign in", () => {
  const DISABLED = ["NotAuthorizedException", "User is disabled."] as const;
  const UNCONFIRMED = ["UserNotConfirmedException", "User is not confirmed."] as const;
  const RESET = ["PasswordResetRequiredException", "Password reset required for the user"] as const;
  const email = { email: "ada@example.com", email_verified: "true" };

  /** Users who are disabled, unconfirmed or to reset their passwords. */
  async function aWard(more: LambdaConfigType = {}) {
    const site = await aRiddleSite(more);
    const { idp } = emulator();
    const named = (Username: string) => ({ UserPoolId: site.pool.Id, Username });
    await aConfirmedUser(emulator(), site.pool, "off");
    await idp.send(new AdminDisableUserCommand(named("off")));
    await anUnconfirmedUser(emulator(), site.client, "new");
    await aConfirmedUser(emulator(), site.pool, "reset", email);
    await idp.send(new AdminResetUserPasswordCommand(named("reset")));
    return site;
  }

  test("are refused before the functions are called", async () => {
    const { pool, client } = await aWard();
    await refusal(start(client, "off"), ...DISABLED);
    await refusal(start(client, "new"), ...UNCONFIRMED);
    await refusal(start(client, "reset"), ...RESET);
    expect(sourcesOf(emulator(), pool)).toEqual([]);
  });

  test("are refused after the right password, where one is asked", async () => {
    const site = await aWard();
    const go = async (name: string, word = PASSWORD) => {
      const { question, responses } = await startSrp(site, name);
      const proof = await responses(word);
      return respond(emulator(), site.client, "PASSWORD_VERIFIER", question.Session, proof);
    };
    await refusal(startSrp(site, "off"), ...DISABLED);
    await refusal(go("new", "Wr0ng-one!"), ...INCORRECT);
    await refusal(go("new"), ...UNCONFIRMED);
    await refusal(go("reset"), ...RESET);
  });

  test("are refused by a riddle that comes before the password", async () => {
    const site = await aWard({ DefineAuthChallenge: arn("captchaFirst") });
    await refusal(startSrp(site, "new"), ...UNCONFIRMED);
    await refusal(startSrp(site, "reset"), ...RESET);
  });

  test("are refused between two riddles", async () => {
    const { pool, client } = await aRiddleSite();
    const { Session } = await start(client);
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(answer(client, Session, "42"), ...DISABLED);
  });

  test("are not judged when they are gone", async () => {
    const { pool, client } = await aRiddleSite();
    const { Session } = await start(client);
    await emulator().idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(answer(client, Session, "42"), ...INVALID_SESSION);
    expect(eventsOf(emulator(), pool, "VerifyAuthChallengeResponse_Authentication")).toEqual([]);
  });

  test("are refused when the functions are content", async () => {
    const { pool, client } = await anObedientSite(define({ challengeName: "CUSTOM_CHALLENGE" }));
    await aConfirmedUser(emulator(), pool, "eve", email);
    const { Session } = await start(client, "eve");
    await emulator().idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username: "eve" }));
    tell(pool, define({ issueTokens: true }));
    await refusal(answer(client, Session, "x", "eve"), ...RESET);
  });
});

describe("functions", () => {
  test("that don't exist", async () => {
    const without = async (missing: keyof typeof THREE) => {
      const { [missing]: _, ...rest } = THREE;
      const site = await aSite(rest, {}, {}, LEGACY);
      await aConfirmedUser(emulator(), site.pool, "ada");
      return site.client;
    };
    await refusal(start(await without("DefineAuthChallenge")), ...NOT_CONFIGURED);
    await refusal(start(await without("CreateAuthChallenge")), ...NOT_CONFIGURED);
    const client = await without("VerifyAuthChallengeResponse");
    await refusal(answer(client, (await start(client)).Session, "42"), ...NOT_CONFIGURED);
  });

  test("whose word is no challenge", async () => {
    const { pool, client } = await anObedientSite({});
    for (const response of [{}, { challengeName: "RIDDLE" }, { challengeName: "PASSWORD_VERIFIER" }]) {
      tell(pool, define(response));
      await refusal(start(client), ...UNRECOGNIZABLE);
    }
  });

  test("that end it at once, one way or the other", async () => {
    const { pool, client } = await anObedientSite(define({ issueTokens: true }), ["PostAuthentication"]);
    const { AuthenticationResult } = await start(client);
    expect(claimsOf(AuthenticationResult?.AccessToken)).toMatchObject({ username: "ada" });
    expect(sourcesOf(emulator(), pool)).toEqual([
      ...["DefineAuthChallenge_Authentication", "PostAuthentication_Authentication"],
    ]);
    tell(pool, define({ failAuthentication: true, issueTokens: true }));
    await refusal(start(client), ...INCORRECT);
  });

  test("that throw", async () => {
    const { pool, client } = await anObedientSite({ DefineAuthChallenge: { error: "No" } });
    const thrown = (trigger: string) =>
      ["UserLambdaValidationException", `${trigger} failed with error No.`] as const;
    await refusal(start(client), ...thrown("DefineAuthChallenge"));
    const ask = define({ challengeName: "CUSTOM_CHALLENGE" });
    tell(pool, { ...ask, CreateAuthChallenge: { error: "No" } });
    await refusal(start(client), ...thrown("CreateAuthChallenge"));
    tell(pool, { ...ask, VerifyAuthChallengeResponse: { error: "No" } });
    await refusal(
      answer(client, (await start(client)).Session, "42"),
      ...thrown("VerifyAuthChallengeResponse"),
    );
  });

  test("can't name another user to the client", async () => {
    const publicChallengeParameters = { USERNAME: "eve", tries: 3 };
    const { client } = await anObedientSite({
      ...define({ challengeName: "CUSTOM_CHALLENGE" }),
      CreateAuthChallenge: { response: { publicChallengeParameters } },
    });
    expect((await start(client)).ChallengeParameters).toEqual({ USERNAME: "ada", tries: "3" });
  });

  test("hear the metadata of answers; of the first call only PreAuthentication does", async () => {
    const more = ["PreAuthentication", "PostAuthentication", "PreTokenGeneration"] as const;
    const { pool, client } = await anObedientSite(define({ challengeName: "CUSTOM_CHALLENGE" }), more);
    const ClientMetadata = { told: "by the caller" };
    const { Session } = await emulator().idp.send(
      new AdminInitiateAuthCommand({
        ...{ UserPoolId: pool.Id, ClientId: client.ClientId, ClientMetadata },
        ...{ AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "ada" } },
      }),
    );
    const go = (Session: string | undefined) =>
      emulator().idp.send(
        new RespondToAuthChallengeCommand({
          ...{ ClientId: client.ClientId, ChallengeName: "CUSTOM_CHALLENGE", Session, ClientMetadata },
          ChallengeResponses: { USERNAME: "ada", ANSWER: "x" },
        }),
      );
    const again = await go(Session);
    tell(pool, define({ issueTokens: true }));
    await go(again.Session);
    const got = emulator()
      .invocations.list({ poolId: pool.Id })
      .map(({ triggerSource, event }) => {
        const { request } = event as { request: Record<string, unknown> };
        const members = Object.keys(request).filter(
          (name) => JSON.stringify(request[name]) === JSON.stringify(ClientMetadata),
        );
        return [triggerSource.split("_")[0], ...members].join(" ");
      });
    expect(got).toEqual([
      ...["PreAuthentication validationData", "DefineAuthChallenge", "CreateAuthChallenge"],
      ...["VerifyAuthChallengeResponse clientMetadata", "DefineAuthChallenge clientMetadata"],
      ...["CreateAuthChallenge clientMetadata", "VerifyAuthChallengeResponse clientMetadata"],
      ...["DefineAuthChallenge clientMetadata", "PostAuthentication clientMetadata"],
      "TokenGeneration clientMetadata",
    ]);
  });
});

describe("functions that call back", () => {
  test("see their changes in the tokens, and in the event before them", async () => {
    const { pool, client } = await aRiddleSite({
      ...{ DefineAuthChallenge: arn("defineAndRename"), PostAuthentication: FUNCTION },
    });
    const two = await answer(client, (await start(client)).Session, "42");
    const { AuthenticationResult } = await answer(client, two.Session, "white");
    expect(claimsOf(AuthenticationResult?.IdToken).name).toBe("Round 2");
    expect(eventsOf(emulator(), pool, "PostAuthentication_Authentication")).toMatchObject([
      { request: { userAttributes: { name: "Round 2" } } },
    ]);
  });

  test("end the sign-in of users whom they delete or disable", async () => {
    const disabling = await aRiddleSite({ VerifyAuthChallengeResponse: arn("verifyAndDisable") });
    const { Session } = await start(disabling.client);
    await refusal(answer(disabling.client, Session, "42"), "NotAuthorizedException", "User is disabled.");
    const deleting = await aRiddleSite({ VerifyAuthChallengeResponse: arn("verifyAndDelete") });
    const doomed = await start(deleting.client);
    const gone = ["UserNotFoundException", "User does not exist."] as const;
    await refusal(answer(deleting.client, doomed.Session, "42"), ...gone);
    const atOnce = await aRiddleSite({ CreateAuthChallenge: arn("createAndDelete") });
    await refusal(start(atOnce.client), ...gone);
    const hidden = await aRiddleSite({ DefineAuthChallenge: arn("defineAndDelete") }, ENABLED);
    await refusal(start(hidden.client), ...INCORRECT);
  });

  test("leave nowhere to sign in when the pool is gone", async () => {
    const { client } = await aRiddleSite({ CreateAuthChallenge: arn("createAndDeletePool") });
    await refusal(
      start(client),
      "ResourceNotFoundException",
      `User pool client ${client.ClientId} does not exist.`,
    );
  });
});
