// From sign-up to tokens in one go: users without a password, and the sessions of SignUp and ConfirmSignUp.
import {
  AdminGetUserAuthFactorsCommand,
  AdminSetUserPasswordCommand,
  ConfirmSignUpCommand,
  type ConfirmSignUpCommandInput,
  ForgotPasswordCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { account, lastMessage, output, signUp, wrong } from "../support/accounts.js";
import { aClient, PASSWORD } from "../support/builders.js";
import { aChoicePool, CHOICE, choose, prefer, type Site, sentCode } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import { setMfa, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { respond, secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

const EMAIL = { email: "ada@example.com" };
const SESSION = /^AYABe.{1538}$/;
const PASSWORDS = ["PASSWORD_SRP", "PASSWORD"];
const invalid = (why: string) => ["NotAuthorizedException", `Invalid session for the user${why}`] as const;
const NO_PASSWORD = [
  "InvalidParameterException",
  "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
] as const;

const without = { Password: undefined };

const confirm = ({ pool, client }: Site, more: Partial<ConfirmSignUpCommandInput> = {}) =>
  emulator().idp.send(
    new ConfirmSignUpCommand({
      ...{ ClientId: client.ClientId, Username: "ada" },
      ConfirmationCode: lastMessage(emulator(), { poolId: pool.Id, kind: "SignUp" }).code,
      ...more,
    }),
  );

describe("sign-up without a password", () => {
  test("leads to tokens with the code that confirms it", async () => {
    const site = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    const signedUp = output(await signUp(emulator(), site.client, "ada", EMAIL, without));
    expect(signedUp).toEqual({
      ...{ UserConfirmed: false, UserSub: expect.any(String), Session: expect.stringMatching(SESSION) },
      CodeDeliveryDetails: expect.objectContaining({ Destination: "a***@e***" }),
    });
    const confirmed = output(await confirm(site, { Session: signedUp.Session }));
    expect(confirmed).toEqual({ Session: expect.stringMatching(SESSION) });
    expect((await account(emulator(), site.pool, "ada")).status).toBe("CONFIRMED");

    const { Session } = confirmed;
    // Whatever else is asked for.
    const preferred = { PREFERRED_CHALLENGE: "PASSWORD" };
    const signedIn = output(await choose(emulator(), site.client, "ada", preferred, { Session }));
    expect(signedIn).toMatchObject({
      ChallengeParameters: {},
      AuthenticationResult: { TokenType: "Bearer" },
    });
    await refusal(
      choose(emulator(), site.client, "ada", {}, { Session }),
      ...invalid(", session can only be used once."),
    );
    // The next time the code is asked for.
    const next = await choose(emulator(), site.client, "ada");
    expect(next.AvailableChallenges).toEqual(["EMAIL_OTP"]);
  });

  test("may say so with a blank password", async () => {
    const site = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    await signUp(emulator(), site.client, "ada", EMAIL, { Password: "" });
    const factors = await emulator().idp.send(
      new AdminGetUserAuthFactorsCommand({ UserPoolId: site.pool.Id, Username: "ada" }),
    );
    expect(factors.ConfiguredUserAuthFactors).toEqual(["EMAIL_OTP"]);
  });

  test("is refused where no code could sign in", async () => {
    const otp = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    const passwords = await aChoicePool(emulator(), ["WEB_AUTHN"]);
    const unverified = await aChoicePool(emulator(), ["EMAIL_OTP"], { AutoVerifiedAttributes: [] });
    const other = { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH" as const] };
    const client = await aClient(emulator(), otp.pool, other);
    const attempts: [{ ClientId: string }, Record<string, string>][] = [
      [otp.client, {}],
      [otp.client, { phone_number: "+15555550123" }],
      [passwords.client, EMAIL],
      [unverified.client, EMAIL],
      [client, EMAIL],
    ];
    for (const [by, attributes] of attempts)
      await refusal(signUp(emulator(), by, "ada", attributes, without), ...NO_PASSWORD);
  });

  test("has no password to forget until one is set", async () => {
    const site = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    await signUp(emulator(), site.client, "ada", EMAIL, without);
    await confirm(site);
    await refusal(
      prefer(emulator(), site.client, "ada", "PASSWORD", { PASSWORD }).then(({ AvailableChallenges }) => {
        throw Object.assign(new Error(AvailableChallenges?.join()), { name: "Offered" });
      }),
      ...(["Offered", "EMAIL_OTP"] as const),
    );
    // The code of a forgotten password goes to the verified address, and gives the user one.
    const forgot = new ForgotPasswordCommand({ ClientId: site.client.ClientId, Username: "ada" });
    expect((await emulator().idp.send(forgot)).CodeDeliveryDetails?.Destination).toBe("a***@e***");
    await emulator().idp.send(
      new AdminSetUserPasswordCommand({
        ...{ UserPoolId: site.pool.Id, Username: "ada", Password: PASSWORD, Permanent: true },
      }),
    );
    const signedIn = await prefer(emulator(), site.client, "ada", "PASSWORD", { PASSWORD });
    expect(signedIn.AuthenticationResult).toBeDefined();
  });
});

describe("the sessions", () => {
  test("are for clients with USER_AUTH", async () => {
    const { pool } = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    const client = await aClient(emulator(), pool);
    expect((await signUp(emulator(), client, "ada", EMAIL)).Session).toBeUndefined();
    expect(output(await confirm({ pool, client }))).toEqual({});
  });

  test("remember the password of the sign-up, where no code may sign in", async () => {
    const site = await aChoicePool(emulator());
    const { Session } = await signUp(emulator(), site.client, "ada", EMAIL);
    // A mistyped code doesn't cost the session.
    const code = lastMessage(emulator(), { poolId: site.pool.Id }).code;
    await refusal(
      confirm(site, { Session, ConfirmationCode: wrong(code) }),
      ...(["CodeMismatchException", "Invalid verification code provided, please try again."] as const),
    );
    const confirmed = await confirm(site, { Session });
    const signedIn = await choose(emulator(), site.client, "ada", {}, { Session: confirmed.Session });
    expect(signedIn.AuthenticationResult).toBeDefined();
  });

  test("know of no password where ConfirmSignUp was not given the first one", async () => {
    const site = await aChoicePool(emulator());
    await signUp(emulator(), site.client, "ada", EMAIL);
    const { Session } = await confirm(site);
    const asked = await choose(emulator(), site.client, "ada", {}, { Session });
    expect(asked).toMatchObject({ ChallengeName: "SELECT_CHALLENGE", AvailableChallenges: PASSWORDS });
    await refusal(
      choose(emulator(), site.client, "ada", {}, { Session }),
      ...invalid(", session can only be used once."),
    );
  });

  test("need no second factor at the first sign-in", async () => {
    const site = await aChoicePool(emulator());
    await setMfa(emulator(), site.pool, "ON", totpFactor);
    const { Session } = await signUp(emulator(), site.client, "ada", EMAIL);
    const confirmed = await confirm(site, { Session });
    const first = await choose(emulator(), site.client, "ada", {}, { Session: confirmed.Session });
    expect(first.AuthenticationResult).toBeDefined();
    const second = await prefer(emulator(), site.client, "ada", "PASSWORD", { PASSWORD });
    expect(second.ChallengeName).toBe("MFA_SETUP");
  });

  test("are good for their own user and client, and not before the confirmation", async () => {
    const site = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    const other = await aClient(emulator(), site.pool, CHOICE);
    const { Session } = await signUp(emulator(), site.client, "ada", EMAIL, without);
    await signUp(emulator(), site.client, "bob", { email: "bob@example.com" }, without);
    const start = (client: { ClientId: string }, username: string, session = Session) =>
      choose(emulator(), client, username, {}, { Session: session });
    await refusal(start(other, "ada"), ...invalid("."));
    await refusal(start(site.client, "bob"), ...invalid("."));
    await refusal(start(site.client, "ada", "x".repeat(40)), ...invalid("."));
    await refusal(confirm(site, { Session: "x".repeat(40) }), ...invalid("."));
    await refusal(start(site.client, "ada"), "UserNotConfirmedException", "User is not confirmed.");
    // No challenge is answered with them either.
    await refusal(
      respond(emulator(), site.client, "SELECT_CHALLENGE", Session, { USERNAME: "ada", ANSWER: "EMAIL_OTP" }),
      ...invalid("."),
    );
  });

  test("end with AuthSessionValidity; a late confirmation is none the worse for it", async () => {
    const site = await aChoicePool(emulator());
    const { Session } = await signUp(emulator(), site.client, "ada", EMAIL);
    emulator().clock.advance({ minutes: 3 });
    const confirmed = await confirm(site, { Session });
    // What the first session knew is forgotten.
    const asked = await choose(emulator(), site.client, "ada", {}, { Session: confirmed.Session });
    expect(asked.ChallengeName).toBe("SELECT_CHALLENGE");

    const otp = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    await signUp(emulator(), otp.client, "ada", EMAIL, without);
    const late = await confirm(otp);
    emulator().clock.advance({ minutes: 3 });
    await refusal(
      choose(emulator(), otp.client, "ada", {}, { Session: late.Session }),
      ...invalid(", session is expired."),
    );
  });

  test("with a client that has a secret", async () => {
    const site = await aChoicePool(emulator(), ["EMAIL_OTP"], {}, { ...CHOICE, GenerateSecret: true });
    const SecretHash = secretHash(site.client, "ada");
    const { Session } = await signUp(emulator(), site.client, "ada", EMAIL, { ...without, SecretHash });
    const confirmed = await confirm(site, { Session, SecretHash });
    const SECRET_HASH = SecretHash;
    const more = { Session: confirmed.Session };
    const signedIn = await choose(emulator(), site.client, "ada", { SECRET_HASH }, more);
    expect(signedIn.AuthenticationResult).toBeDefined();
  });

  test("stand for nothing that the pool has forbidden meanwhile", async () => {
    const site = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    await signUp(emulator(), site.client, "ada", EMAIL, without);
    const { Session } = await confirm(site);
    await emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId: site.pool.Id }));
    const asked = await choose(emulator(), site.client, "ada", {}, { Session });
    expect(asked.AuthenticationResult).toBeUndefined();
    // Nobody is told that there is no way in at all.
    expect(asked.AvailableChallenges).toEqual(PASSWORDS);
    await refusal(
      prefer(emulator(), site.client, "ada", "PASSWORD", { PASSWORD }),
      ...(["NotAuthorizedException", "Incorrect username or password."] as const),
    );
    expect(() => sentCode(emulator(), site.pool)).toThrow("no message");
  });
});
