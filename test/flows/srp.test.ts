// USER_SRP_AUTH, half by half: only who knows the password gets through, and only once.
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool, attributeList, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { anUnconfirmedUser, initiate, passwordAuth, respond, secretHash } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";
import { claimsOf } from "../support/tokens.js";

const emulator = useEmulator();

const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;

type Pool = Awaited<ReturnType<typeof aPool>>;
type Client = Awaited<ReturnType<typeof aClient>>;

async function aSite(input: Parameters<typeof aPool>[1] = {}, client: Parameters<typeof aClient>[2] = {}) {
  const pool = await aPool(emulator(), input);
  return { pool, client: await aClient(emulator(), pool, client) };
}

/** Both halves of SRP; `change` may tamper with the second. */
async function srp(
  pool: Pool,
  client: Client,
  username: string,
  password = PASSWORD,
  change: (responses: Record<string, string>) => Record<string, string> = (responses) => responses,
) {
  const srp = await srpClient(pool);
  const question = await initiate(emulator(), client, "USER_SRP_AUTH", {
    USERNAME: username,
    SRP_A: srp.srpA,
  });
  const responses = await srp.answer(question.ChallengeParameters, password);
  return respond(emulator(), client, "PASSWORD_VERIFIER", undefined, change(responses));
}

describe("the question", () => {
  test("has no session and names the canonical user", async () => {
    const { pool, client } = await aSite({ UsernameAttributes: ["email"] });
    const sub = await aConfirmedUser(emulator(), pool, "ann@example.com");
    const { srpA } = await srpClient(pool);
    const { $metadata: _, ...question } = await initiate(emulator(), client, "USER_SRP_AUTH", {
      USERNAME: "ann@example.com",
      SRP_A: srpA,
    });
    expect(question).toEqual({
      ChallengeName: "PASSWORD_VERIFIER",
      ChallengeParameters: {
        SALT: expect.stringMatching(/^[0-9a-f]{32}$/),
        SECRET_BLOCK: expect.stringMatching(/^[A-Za-z0-9+/]{1200}$/),
        SRP_B: expect.stringMatching(/^[0-9a-f]{700,768}$/),
        USERNAME: sub,
        USER_ID_FOR_SRP: sub,
      },
    });
  });

  test.each(["0", "00", "xyz"])("is not asked for SRP_A %s", async (SRP_A) => {
    const { pool, client } = await aSite();
    await aConfirmedUser(emulator(), pool, "alice");
    await refusal(
      initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME: "alice", SRP_A }),
      "InvalidParameterException",
      "Invalid SRP_A value.",
    );
  });
});

describe("the proof", () => {
  test("gives tokens for the right password", async () => {
    const { pool, client } = await aSite();
    await aConfirmedUser(emulator(), pool, "alice");
    const { AuthenticationResult } = await srp(pool, client, "alice");
    expect(claimsOf(AuthenticationResult?.AccessToken)).toMatchObject({ username: "alice" });
  });

  test("fails with another password, signature, timestamp or signature time", async () => {
    const { pool, client } = await aSite();
    await aConfirmedUser(emulator(), pool, "alice");
    await refusal(srp(pool, client, "alice", "Wr0ng-one!"), ...INCORRECT);
    const zeros = Buffer.alloc(32).toString("base64");
    await refusal(
      srp(pool, client, "alice", PASSWORD, (right) => ({ ...right, PASSWORD_CLAIM_SIGNATURE: zeros })),
      ...INCORRECT,
    );
    await refusal(
      srp(pool, client, "alice", PASSWORD, (right) => ({
        ...right,
        TIMESTAMP: "Tue May 7 00:09:40 UTC 2024",
      })),
      ...INCORRECT,
    );
    await refusal(
      srp(pool, client, "alice", PASSWORD, (right) => ({ ...right, TIMESTAMP: "2024-05-07T00:09:40Z" })),
      "InvalidParameterException",
      "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english",
    );
  });

  test("is good once, for its own client and user, and for three minutes", async () => {
    const { pool, client } = await aSite();
    const elsewhere = await aClient(emulator(), pool);
    await aConfirmedUser(emulator(), pool, "alice");
    await aConfirmedUser(emulator(), pool, "bob");

    let sent: Record<string, string> = {};
    await srp(pool, client, "alice", PASSWORD, (right) => {
      sent = right;
      return right;
    });
    await refusal(
      respond(emulator(), client, "PASSWORD_VERIFIER", undefined, sent),
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );

    const helper = await srpClient(pool);
    const start = async () => {
      const question = await initiate(emulator(), client, "USER_SRP_AUTH", {
        USERNAME: "alice",
        SRP_A: helper.srpA,
      });
      return helper.answer(question.ChallengeParameters, PASSWORD);
    };
    const INVALID = ["NotAuthorizedException", "Invalid session for the user."] as const;
    const right = await start();
    await refusal(respond(emulator(), elsewhere, "PASSWORD_VERIFIER", undefined, right), ...INVALID);
    await refusal(
      respond(emulator(), client, "PASSWORD_VERIFIER", undefined, { ...right, USERNAME: "bob" }),
      ...INVALID,
    );
    await refusal(
      respond(emulator(), client, "PASSWORD_VERIFIER", undefined, {
        ...right,
        PASSWORD_CLAIM_SECRET_BLOCK: "AAAA",
      }),
      ...INVALID,
    );
    emulator().clock.advance({ minutes: 3 });
    await refusal(
      respond(emulator(), client, "PASSWORD_VERIFIER", undefined, right),
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });

  test("a wrong one can't be followed by another for the same question", async () => {
    const { pool, client } = await aSite();
    await aConfirmedUser(emulator(), pool, "alice");
    const helper = await srpClient(pool);
    const question = await initiate(emulator(), client, "USER_SRP_AUTH", {
      USERNAME: "alice",
      SRP_A: helper.srpA,
    });
    const guess = await helper.answer(question.ChallengeParameters, "Wr0ng-one!");
    const right = await helper.answer(question.ChallengeParameters, PASSWORD);
    await refusal(respond(emulator(), client, "PASSWORD_VERIFIER", undefined, guess), ...INCORRECT);
    await refusal(
      respond(emulator(), client, "PASSWORD_VERIFIER", undefined, right),
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("needs every one of its parts", async () => {
    const { pool, client } = await aSite();
    await aConfirmedUser(emulator(), pool, "alice");
    for (const part of ["USERNAME", "PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SIGNATURE", "TIMESTAMP"])
      await refusal(
        srp(pool, client, "alice", PASSWORD, ({ [part]: _, ...rest }) => rest),
        "InvalidParameterException",
        `Missing required parameter ${part}`,
      );
  });

  test("a password changed between the halves fails", async () => {
    const { pool, client } = await aSite();
    await aConfirmedUser(emulator(), pool, "alice");
    const helper = await srpClient(pool);
    const question = await initiate(emulator(), client, "USER_SRP_AUTH", {
      USERNAME: "alice",
      SRP_A: helper.srpA,
    });
    await emulator().idp.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: pool.Id,
        Username: "alice",
        Password: "An0ther-one!",
        Permanent: true,
      }),
    );
    const stale = await helper.answer(question.ChallengeParameters, PASSWORD);
    await refusal(respond(emulator(), client, "PASSWORD_VERIFIER", undefined, stale), ...INCORRECT);
  });
});

describe("who does not exist", () => {
  test("is named as such by a client that does not hide it", async () => {
    const { pool, client } = await aSite({}, { PreventUserExistenceErrors: "LEGACY" });
    await refusal(srp(pool, client, "nobody"), "UserNotFoundException", "User does not exist.");
  });

  test("looks like anyone else and fails at the second step", async () => {
    const { pool, client } = await aSite({}, { PreventUserExistenceErrors: "ENABLED" });
    const { srpA } = await srpClient(pool);
    const ask = async (where: Client, USERNAME: string) =>
      (await initiate(emulator(), where, "USER_SRP_AUTH", { USERNAME, SRP_A: srpA })).ChallengeParameters;

    const [first, again, other] = [
      await ask(client, "nobody"),
      await ask(client, "nobody"),
      await ask(client, "noone"),
    ];
    expect(first?.USER_ID_FOR_SRP).toMatch(/^[0-9a-f]{8}-[0-9a-f]0[0-9a-f]1-70[0-9a-f]{2}(-[0-9a-f]+){2}$/);
    expect(first?.SRP_B).toMatch(/^[0-9a-f]{700,768}$/);
    expect(again).toMatchObject({ SALT: first?.SALT, USER_ID_FOR_SRP: first?.USER_ID_FOR_SRP });
    expect(other?.SALT).not.toBe(first?.SALT);

    const elsewhere = await aSite({}, { PreventUserExistenceErrors: "ENABLED" });
    expect((await ask(elsewhere.client, "nobody"))?.SALT).not.toBe(first?.SALT);
    await refusal(srp(pool, client, "nobody"), ...INCORRECT);
  });

  test("has a session that is as bound as any", async () => {
    const { pool, client } = await aSite({}, { PreventUserExistenceErrors: "ENABLED" });
    await aConfirmedUser(emulator(), pool, "alice");
    const INVALID = ["NotAuthorizedException", "Invalid session for the user."] as const;
    const as = (USERNAME: string) => (right: Record<string, string>) => ({ ...right, USERNAME });
    await refusal(srp(pool, client, "nobody", PASSWORD, as("alice")), ...INVALID);
    await refusal(srp(pool, client, "alice", PASSWORD, as("nobody")), ...INVALID);
    await refusal(srp(pool, client, "nobody", PASSWORD, as("nobody")), ...INCORRECT);
  });
});

describe("account states", () => {
  test("unconfirmed is told after the proof, disabled before it", async () => {
    const { pool, client } = await aSite();
    await anUnconfirmedUser(emulator(), client, "ulla");
    await refusal(srp(pool, client, "ulla", "Wr0ng-one!"), ...INCORRECT);
    await refusal(srp(pool, client, "ulla"), "UserNotConfirmedException", "User is not confirmed.");

    await aConfirmedUser(emulator(), pool, "dora");
    const dora = { UserPoolId: pool.Id, Username: "dora" };
    await emulator().idp.send(new AdminDisableUserCommand(dora));
    await refusal(
      initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME: "dora", SRP_A: "123" }),
      "NotAuthorizedException",
      "User is disabled.",
    );
  });

  test("disabled between the halves", async () => {
    const { pool, client } = await aSite();
    await aConfirmedUser(emulator(), pool, "dora");
    const helper = await srpClient(pool);
    const question = await initiate(emulator(), client, "USER_SRP_AUTH", {
      USERNAME: "dora",
      SRP_A: helper.srpA,
    });
    const right = await helper.answer(question.ChallengeParameters, PASSWORD);
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "dora" }));
    await refusal(
      respond(emulator(), client, "PASSWORD_VERIFIER", undefined, right),
      "NotAuthorizedException",
      "User is disabled.",
    );
  });

  test("without a password nobody can prove one", async () => {
    const { pool, client } = await aSite({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
    });
    const { User } = await emulator().idp.send(
      new AdminCreateUserCommand({
        UserPoolId: pool.Id,
        Username: "otto",
        MessageAction: "SUPPRESS",
        UserAttributes: attributeList({ email: "otto@example.com", email_verified: "true" }),
      }),
    );
    expect(User?.UserStatus).toBe("CONFIRMED");
    const saltOf = async (USERNAME: string) =>
      (await initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME, SRP_A: "123" })).ChallengeParameters
        ?.SALT;
    await aConfirmedUser(emulator(), pool, "rosa", { email: "rosa@example.com" });
    const salts = [await saltOf("otto"), await saltOf("rosa")];
    expect(salts).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(salts[0]).not.toMatch(/^0+$/);
    expect(await saltOf("otto")).toBe(salts[0]);
    await refusal(srp(pool, client, "otto", ""), ...INCORRECT);
    await refusal(srp(pool, client, "otto"), ...INCORRECT);
    await refusal(passwordAuth(emulator(), client, "otto"), ...INCORRECT);
  });

  test("to be reset", async () => {
    const { pool, client } = await aSite({ AutoVerifiedAttributes: ["email"] });
    await aConfirmedUser(emulator(), pool, "rosa", { email: "rosa@example.com", email_verified: "true" });
    await emulator().idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username: "rosa" }));
    await refusal(
      srp(pool, client, "rosa"),
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
  });
});

test("the secret hash is over the typed name first and the canonical one afterwards", async () => {
  const { pool, client } = await aSite({ UsernameAttributes: ["email"] }, { GenerateSecret: true });
  const sub = await aConfirmedUser(emulator(), pool, "ann@example.com");
  const typed = secretHash(client, "ann@example.com");
  const canonical = secretHash(client, sub);
  const helper = await srpClient(pool);
  const start = (SECRET_HASH: string) =>
    initiate(emulator(), client, "USER_SRP_AUTH", {
      USERNAME: "ann@example.com",
      SRP_A: helper.srpA,
      SECRET_HASH,
    });
  const WRONG = [
    "NotAuthorizedException",
    `Unable to verify secret hash for client ${client.ClientId}`,
  ] as const;

  await refusal(start(canonical), ...WRONG);
  const question = await start(typed);
  const right = await helper.answer(question.ChallengeParameters, PASSWORD);
  const finish = (responses: Record<string, string>) =>
    respond(emulator(), client, "PASSWORD_VERIFIER", undefined, responses);
  await refusal(
    finish(right),
    "NotAuthorizedException",
    `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
  );
  await refusal(finish({ ...right, SECRET_HASH: typed }), ...WRONG);
  await expect(finish({ ...right, SECRET_HASH: canonical })).resolves.toHaveProperty("AuthenticationResult");
});

test("a password that SRP proved is the one that the password flow takes", async () => {
  const { pool, client } = await aSite();
  await aConfirmedUser(emulator(), pool, "üser", {}, "Pässw0rt-ünd!");
  await expect(srp(pool, client, "üser", "Pässw0rt-ünd!")).resolves.toHaveProperty("AuthenticationResult");
  await expect(passwordAuth(emulator(), client, "üser", "Pässw0rt-ünd!")).resolves.toHaveProperty(
    "AuthenticationResult",
  );
});
