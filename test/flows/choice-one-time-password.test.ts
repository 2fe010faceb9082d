// One-time passwords as first factor: a code by e-mail or text message is all that has to be known.
import {
  AdminConfirmSignUpCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  AdminUpdateUserAttributesCommand,
  type ChallengeNameType,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { account, lastMessage, output, wrong } from "../support/accounts.js";
import { aClient, aConfirmedUser, attributeList } from "../support/builders.js";
import { aChoicePool, aPasswordlessUser, CHOICE, choose, prefer, sentCode } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import {
  emailFactor,
  PHONE,
  prefer as preferMfa,
  SES,
  setMfa,
  smsFactor,
  totpFactor,
} from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { anUnconfirmedUser, respond } from "../support/sign-in.js";

const emulator = useEmulator();

const MISMATCH = ["CodeMismatchException", "Invalid code or auth state for the user."] as const;
const invalid = (why: string) => ["NotAuthorizedException", `Invalid session for the user${why}`] as const;
const EMAIL = { email: "ada@example.com" };
const BOTH = { ...EMAIL, phone_number: PHONE };

const KINDS = {
  EMAIL_OTP: { medium: "EMAIL", to: "ada@example.com", masked: "a***@e***", attribute: "email" },
  SMS_OTP: { medium: "SMS", to: PHONE, masked: "+*******0123", attribute: "phone_number" },
} as const;
type Kind = keyof typeof KINDS;

async function aSite(factors: Kind[] = ["EMAIL_OTP", "SMS_OTP"], attributes: Record<string, string> = BOTH) {
  const site = await aChoicePool(emulator(), factors);
  await aPasswordlessUser(emulator(), site.pool, "ada", attributes);
  return site;
}

const answer = (
  client: { ClientId: string },
  kind: Kind,
  session: string | undefined,
  code: string,
  USERNAME = "ada",
) => respond(emulator(), client, kind, session, { USERNAME, [`${kind}_CODE`]: code });

describe.each(["EMAIL_OTP", "SMS_OTP"] as const)("%s", (kind) => {
  const { medium, to, masked, attribute } = KINDS[kind];

  test("sends 8 digits, which sign in and prove the address", async () => {
    const { pool, client } = await aSite();
    const { Session, ...asked } = output(await prefer(emulator(), client, "ada", kind));
    expect(asked).toEqual({
      ...{ ChallengeName: kind, AvailableChallenges: ["EMAIL_OTP", "SMS_OTP"] },
      ChallengeParameters: {
        ...{ CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: masked },
      },
    });
    const message = lastMessage(emulator(), { poolId: pool.Id });
    expect(message).toMatchObject({ kind: "Authentication", medium, to });
    expect(message.code).toMatch(/^[0-9]{8}$/);
    expect(message.text).toBe(`Your authentication code is ${message.code}.`);

    const signedIn = await answer(client, kind, Session, message.code);
    expect(signedIn.AuthenticationResult?.RefreshToken).toBeDefined();
    expect((await account(emulator(), pool, "ada")).attributes).toMatchObject({
      [`${attribute}_verified`]: "true",
    });
  });

  test("is sent once it is chosen", async () => {
    const { pool, client } = await aSite();
    const { Session } = await choose(emulator(), client, "ada");
    expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
    const select = () =>
      respond(emulator(), client, "SELECT_CHALLENGE", Session, { USERNAME: "ada", ANSWER: kind });
    const asked = output(await select());
    expect(asked).toEqual({
      ...{ ChallengeName: kind, Session: expect.any(String) },
      ChallengeParameters: {
        ...{ CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: masked },
      },
    });
    await refusal(select(), ...invalid(", session can only be used once."));
    const signedIn = await answer(client, kind, asked.Session, sentCode(emulator(), pool));
    expect(signedIn.AuthenticationResult).toBeDefined();
  });

  test("may be entered wrongly: the session lives on, and nothing is locked", async () => {
    const { pool, client } = await aSite();
    const { Session } = await prefer(emulator(), client, "ada", kind);
    const code = sentCode(emulator(), pool);
    for (let n = 0; n < 8; n += 1) await refusal(answer(client, kind, Session, wrong(code)), ...MISMATCH);
    expect((await answer(client, kind, Session, code)).AuthenticationResult).toBeDefined();
    await refusal(answer(client, kind, Session, code), ...invalid(", session can only be used once."));
  });

  test("ends with the session", async () => {
    const site = await aChoicePool(emulator(), [kind], {}, { ...CHOICE, AuthSessionValidity: 5 });
    await aPasswordlessUser(emulator(), site.pool, "ada", BOTH);
    const { Session } = await prefer(emulator(), site.client, "ada", kind);
    const code = sentCode(emulator(), site.pool);
    emulator().clock.advance({ minutes: 5 });
    await refusal(answer(site.client, kind, Session, code), ...invalid(", session is expired."));
  });

  test("needs its own parameter and the session of its user and client", async () => {
    const { pool, client } = await aSite();
    await aPasswordlessUser(emulator(), pool, "bob", { email: "bob@example.com" });
    const other = await aClient(emulator(), pool, CHOICE);
    const { Session } = await prefer(emulator(), client, "ada", kind);
    const code = sentCode(emulator(), pool);
    await refusal(
      respond(emulator(), client, kind, Session, { USERNAME: "ada" }),
      ...(["InvalidParameterException", `Missing required parameter ${kind}_CODE`] as const),
    );
    await refusal(answer(client, kind, Session, code, "bob"), ...invalid("."));
    await refusal(answer(other, kind, Session, code), ...invalid("."));
    for (const challenge of ["SMS_MFA", "SELECT_CHALLENGE"] satisfies ChallengeNameType[])
      await refusal(
        respond(emulator(), client, challenge, Session, { USERNAME: "ada", ANSWER: kind }),
        ...invalid("."),
      );
    expect((await answer(client, kind, Session, code)).AuthenticationResult).toBeDefined();
  });

  test("confirms who has signed up and not confirmed", async () => {
    const { pool, client } = await aChoicePool(emulator(), [kind]);
    await anUnconfirmedUser(emulator(), client, "ada", BOTH);
    const { Session } = await prefer(emulator(), client, "ada", kind);
    await answer(client, kind, Session, sentCode(emulator(), pool));
    expect(await account(emulator(), pool, "ada")).toMatchObject({
      ...{ status: "CONFIRMED", attributes: { [`${attribute}_verified`]: "true" } },
    });
    await refusal(
      emulator().idp.send(new AdminConfirmSignUpCommand({ UserPoolId: pool.Id, Username: "ada" })),
      ...(["NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED"] as const),
    );
  });

  test("is worth nothing once the address has changed", async () => {
    const { pool, client } = await aSite();
    const { Session } = await prefer(emulator(), client, "ada", kind);
    const code = sentCode(emulator(), pool);
    const changed = attribute === "email" ? "new@example.com" : "+15555550999";
    await emulator().idp.send(
      new AdminUpdateUserAttributesCommand({
        ...{ UserPoolId: pool.Id, Username: "ada", UserAttributes: attributeList({ [attribute]: changed }) },
      }),
    );
    await refusal(answer(client, kind, Session, code), ...MISMATCH);
  });

  test("signs in once, also when two answer at the same moment", async () => {
    const { pool, client } = await aSite();
    const { Session } = await prefer(emulator(), client, "ada", kind);
    const code = sentCode(emulator(), pool);
    const both = await Promise.allSettled([1, 2].map(() => answer(client, kind, Session, code)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("by an administrator's server", () => {
  test("AdminInitiateAuth and AdminRespondToAuthChallenge", async () => {
    const { pool, client } = await aSite();
    const ids = { UserPoolId: pool.Id, ClientId: client.ClientId };
    const asked = await emulator().idp.send(
      new AdminInitiateAuthCommand({
        ...{ ...ids, AuthFlow: "USER_AUTH" },
        AuthParameters: { USERNAME: "ada", PREFERRED_CHALLENGE: "EMAIL_OTP" },
      }),
    );
    expect(asked).toMatchObject({
      ...{ ChallengeName: "EMAIL_OTP", AvailableChallenges: ["EMAIL_OTP", "SMS_OTP"] },
    });
    const signedIn = await emulator().idp.send(
      new AdminRespondToAuthChallengeCommand({
        ...{ ...ids, ChallengeName: "EMAIL_OTP", Session: asked.Session },
        ChallengeResponses: { USERNAME: "ada", EMAIL_OTP_CODE: sentCode(emulator(), pool) },
      }),
    );
    expect(signedIn.AuthenticationResult).toBeDefined();
  });
});

describe("who can't sign in", () => {
  test("a disabled user, before or after the code was sent", async () => {
    const { pool, client } = await aSite();
    const { Session } = await prefer(emulator(), client, "ada", "EMAIL_OTP");
    const code = sentCode(emulator(), pool);
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    const DISABLED = ["NotAuthorizedException", "User is disabled."] as const;
    await refusal(answer(client, "EMAIL_OTP", Session, code), ...DISABLED);
    await refusal(prefer(emulator(), client, "ada", "EMAIL_OTP"), ...DISABLED);
  });

  test("a user who has to reset the password", async () => {
    const { pool, client } = await aChoicePool(emulator(), ["EMAIL_OTP"]);
    await aConfirmedUser(emulator(), pool, "ada", { ...EMAIL, email_verified: "true" });
    await emulator().idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username: "ada" }));
    const preferred = await prefer(emulator(), client, "ada", "EMAIL_OTP");
    const { Session } = await choose(emulator(), client, "ada");
    // Choosing proves nothing yet, and tells nothing of the account.
    const chosen = await respond(emulator(), client, "SELECT_CHALLENGE", Session, {
      ...{ USERNAME: "ada", ANSWER: "EMAIL_OTP" },
    });
    expect(chosen.ChallengeParameters).toEqual(preferred.ChallengeParameters);
    await refusal(
      answer(client, "EMAIL_OTP", chosen.Session, sentCode(emulator(), pool)),
      ...(["PasswordResetRequiredException", "Password reset required for the user"] as const),
    );
  });
});

describe("with second factors", () => {
  const SECONDS = { ...smsFactor, ...emailFactor, ...totpFactor };
  const factorsOf = async (client: { ClientId: string }) =>
    (await choose(emulator(), client, "ada")).AvailableChallenges;

  test("codes are offered to those alone who have none", async () => {
    const { pool, client } = await aChoicePool(emulator(), ["EMAIL_OTP", "SMS_OTP"], SES);
    await aConfirmedUser(emulator(), pool, "ada", BOTH);
    await setMfa(emulator(), pool, "OPTIONAL", SECONDS);
    expect(await factorsOf(client)).toEqual(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"]);
    await preferMfa(emulator(), pool, "ada", { EmailMfaSettings: { Enabled: true } });
    expect(await factorsOf(client)).toEqual(["PASSWORD_SRP", "PASSWORD"]);
  });

  test("a code is no second factor of a password before it, nor the other way round", async () => {
    const { pool, client } = await aChoicePool(emulator(), ["EMAIL_OTP"], SES);
    await aConfirmedUser(emulator(), pool, "ada", BOTH);
    await setMfa(emulator(), pool, "OPTIONAL", SECONDS);
    const first = await prefer(emulator(), client, "ada", "EMAIL_OTP");
    const firstCode = sentCode(emulator(), pool);
    // From now on a second factor is asked for, whatever came first.
    await preferMfa(emulator(), pool, "ada", { EmailMfaSettings: { Enabled: true } });
    const second = await answer(client, "EMAIL_OTP", first.Session, firstCode);
    expect(second).toMatchObject({
      ChallengeName: "EMAIL_OTP",
      ChallengeParameters: { USER_ID_FOR_SRP: "ada", CODE_DELIVERY_DESTINATION: "a***@e***" },
    });
    expect(second.AuthenticationResult).toBeUndefined();
    const secondCode = sentCode(emulator(), pool);
    expect(secondCode).toMatch(/^[0-9]{6}$/);
    await refusal(answer(client, "EMAIL_OTP", second.Session, firstCode), ...MISMATCH);
    const signedIn = await answer(client, "EMAIL_OTP", second.Session, secondCode);
    expect(signedIn.AuthenticationResult).toBeDefined();
  });

  test("after the password of a choice-based sign-in the second factor is asked", async () => {
    const { pool, client } = await aChoicePool(emulator(), [], SES);
    await aConfirmedUser(emulator(), pool, "ada", BOTH);
    await setMfa(emulator(), pool, "ON", { ...emailFactor });
    const asked = await prefer(emulator(), client, "ada", "PASSWORD", { PASSWORD: "Corr3ct-Horse!" });
    expect(asked.ChallengeName).toBe("EMAIL_OTP");
    expect(asked.AvailableChallenges).toBeUndefined();
    const signedIn = await answer(client, "EMAIL_OTP", asked.Session, sentCode(emulator(), pool));
    expect(signedIn.AuthenticationResult).toBeDefined();
  });
});
