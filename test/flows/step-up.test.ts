// USER_AUTH with TARGET_ACR_VALUES: from nothing or from an access token to a level, and what is no step up.
import {
  AdminInitiateAuthCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import type { PoolInput } from "../support/accounts.js";
import { codeOf } from "../support/authenticator.js";
import { aConfirmedUser, PASSWORD, signIn } from "../support/builders.js";
import { aChoicePool, choose, sentCode } from "../support/choice.js";
import { aDevice } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { enrol, first, off, on, prefer, SES, smsFactor, totpFactor } from "../support/mfa.js";
import { addPasskey, requestOf, setPasskeys, sign } from "../support/passkeys.js";
import { refusal } from "../support/refusal.js";
import { respond } from "../support/sign-in.js";
import { type Claims, claimsOf } from "../support/tokens.js";

const emulator = useEmulator();
const loa = (level: number) => `urn:cognito:loa:${level}`;
const ADDRESSES = {
  email: "ada@example.com",
  email_verified: "true",
  phone_number: "+15555550123",
  phone_number_verified: "true",
};

const FLOWS = {
  ExplicitAuthFlows: [
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_USER_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
  ],
} as const;

/** Ada with a password and an authenticator that she hasn't turned on, in a pool where both kinds of code exist. */
async function aSite(input: PoolInput = {}) {
  const { pool, client } = await aChoicePool(
    emulator(),
    ["EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"],
    { ...SES, ...input },
    {
      ExplicitAuthFlows: [...FLOWS.ExplicitAuthFlows],
    },
  );
  await emulator().idp.send(
    new SetUserPoolMfaConfigCommand({
      ...{ UserPoolId: pool.Id, MfaConfiguration: "OPTIONAL", ...totpFactor, ...smsFactor },
    }),
  );
  await setPasskeys(
    emulator(),
    pool,
    { RelyingPartyId: "localhost" },
    {
      ...{ MfaConfiguration: "OPTIONAL", ...totpFactor, ...smsFactor },
    },
  );
  await aConfirmedUser(emulator(), pool, "ada", ADDRESSES);
  const { AccessToken } = await signIn(emulator(), pool, client, "ada");
  const secret = await enrol(emulator(), AccessToken);
  return { pool, client, AccessToken, secret };
}

/** Ada as before, who has to prove the authenticator whenever she uses the password; with the token from before. */
async function anEnrolledSite() {
  const site = await aSite();
  await prefer(emulator(), site.pool, "ada", { SoftwareTokenMfaSettings: on });
  return site;
}

type Site = Awaited<ReturnType<typeof aSite>>;

const stepUp = ({ client }: Site, TARGET_ACR_VALUES: string, more: Record<string, string> = {}) =>
  choose(emulator(), client, "ada", { TARGET_ACR_VALUES, ...more });

const answerTotp = ({ client, secret }: Site, session: string | undefined) =>
  respond(emulator(), client, "SOFTWARE_TOKEN_MFA", session, {
    USERNAME: "ada",
    SOFTWARE_TOKEN_MFA_CODE: codeOf(emulator(), secret),
  });

const levelIn = ({ AuthenticationResult }: { AuthenticationResult?: { AccessToken?: string } }): Claims => {
  const { acr, amr } = claimsOf(AuthenticationResult?.AccessToken);
  return { acr, amr };
};

describe("from nothing", () => {
  it("asks for what level 4 takes, and issues tokens of that level", async () => {
    const site = await anEnrolledSite();
    const offer = await stepUp(site, loa(4));
    expect(offer).toMatchObject({
      ChallengeName: "SELECT_CHALLENGE",
      AvailableChallenges: ["PASSWORD_SRP", "PASSWORD"],
    });
    const asked = await respond(emulator(), site.client, "SELECT_CHALLENGE", offer.Session, {
      ...{ USERNAME: "ada", ANSWER: "PASSWORD", PASSWORD },
    });
    expect(asked.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    expect(levelIn(await answerTotp(site, asked.Session))).toEqual({
      acr: loa(4),
      amr: ["pwd", "otp", "mfa"],
    });
  });

  it("lets nothing be chosen that does not lead there", async () => {
    const site = await aSite();
    const { Session, AvailableChallenges } = await stepUp(site, loa(2));
    expect(AvailableChallenges).toEqual(["EMAIL_OTP", "SMS_OTP"]);
    await refusal(
      respond(emulator(), site.client, "SELECT_CHALLENGE", Session, {
        ...{ USERNAME: "ada", ANSWER: "PASSWORD", PASSWORD },
      }),
      "InvalidParameterException",
      "The selected challenge is not available for the user.",
    );
    const code = await stepUp(site, loa(2), { PREFERRED_CHALLENGE: "EMAIL_OTP" });
    const done = await respond(emulator(), site.client, "EMAIL_OTP", code.Session, {
      ...{ USERNAME: "ada", EMAIL_OTP_CODE: sentCode(emulator(), site.pool) },
    });
    expect(levelIn(done)).toEqual({ acr: loa(2), amr: ["email_otp"] });
  });

  it("takes the first level of the list that the user can reach, and passes over names that it doesn't know", async () => {
    const site = await aSite();
    const list = `urn:unknown ${loa(4)} ${loa(3)} ${loa(1)} ${loa(2)}`;
    const done = await stepUp(site, list, { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD });
    expect(levelIn(done)).toEqual({ acr: loa(1), amr: ["pwd"] });
  });

  it("asks for a second factor that is due although the level needs none", async () => {
    const site = await anEnrolledSite();
    const asked = await stepUp(site, loa(1), { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD });
    expect(asked.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    expect(levelIn(await answerTotp(site, asked.Session)).acr).toBe(loa(4));
  });

  it("chooses among the second factors of a user", async () => {
    const site = await anEnrolledSite();
    await prefer(emulator(), site.pool, "ada", {
      ...{ SMSMfaSettings: on, SoftwareTokenMfaSettings: first },
    });
    const asked = await stepUp(site, loa(3), { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD });
    expect(asked.ChallengeName).toBe("SMS_MFA");
    const done = await respond(emulator(), site.client, "SMS_MFA", asked.Session, {
      ...{ USERNAME: "ada", SMS_MFA_CODE: sentCode(emulator(), site.pool) },
    });
    expect(levelIn(done)).toEqual({ acr: loa(3), amr: ["pwd", "sms", "mfa"] });
  });

  it("knows the pool's own names of levels", async () => {
    const site = await aSite();
    await emulator().idp.send(
      new UpdateUserPoolCommand({
        UserPoolId: site.pool.Id,
        AcrConfiguration: { Level1: { AcrValue: "urn:own:1" } },
        Policies: site.pool.Policies,
      }),
    );
    const more = { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD };
    expect(levelIn(await stepUp(site, "urn:own:1", more)).acr).toBe("urn:own:1");
    await refusal(
      stepUp(site, loa(1), more),
      "InvalidParameterException",
      "None of the requested ACR values is valid.",
    );
  });
});

describe("from an access token", () => {
  it("asks only for what is missing", async () => {
    const site = await anEnrolledSite();
    emulator().clock.advance({ minutes: 5 });
    const asked = await stepUp(site, loa(4), { ACCESS_TOKEN: site.AccessToken, MAX_AGE: "3600" });
    expect(asked.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const done = await answerTotp(site, asked.Session);
    expect(levelIn(done)).toEqual({ acr: loa(4), amr: ["pwd", "otp", "mfa"] });
    const [before, after] = [site.AccessToken, done.AuthenticationResult?.AccessToken].map(claimsOf);
    expect(Number(after!.auth_time) - Number(before!.auth_time)).toBeGreaterThanOrEqual(300);
    expect(after!.origin_jti).not.toBe(before!.origin_jti);
    expect(done.AuthenticationResult?.RefreshToken).toBeDefined();
  });

  it("asks for everything when the sign-in is older than MAX_AGE", async () => {
    const site = await anEnrolledSite();
    emulator().clock.advance({ minutes: 5 });
    const asked = await stepUp(site, loa(4), { ACCESS_TOKEN: site.AccessToken, MAX_AGE: "60" });
    expect(asked).toMatchObject({
      ChallengeName: "SELECT_CHALLENGE",
      AvailableChallenges: ["PASSWORD_SRP", "PASSWORD"],
    });
  });

  it("takes a passkey where there is no second factor for the level", async () => {
    const site = await aSite();
    const key = await addPasskey(emulator(), site.AccessToken);
    const credit = { ACCESS_TOKEN: site.AccessToken, PREFERRED_CHALLENGE: "WEB_AUTHN" };
    const question = await stepUp(site, loa(3), credit);
    expect(question.ChallengeName).toBe("WEB_AUTHN");
    const done = await respond(emulator(), site.client, "WEB_AUTHN", question.Session, {
      ...{ USERNAME: "ada", CREDENTIAL: sign(key, requestOf(question)) },
    });
    expect(levelIn(done)).toEqual({ acr: loa(3), amr: ["pwd", "swk", "mfa"] });
  });

  it("is all or nothing: a wrong code gives no tokens", async () => {
    const site = await anEnrolledSite();
    const { Session } = await stepUp(site, loa(4), { ACCESS_TOKEN: site.AccessToken });
    await refusal(
      respond(emulator(), site.client, "SOFTWARE_TOKEN_MFA", Session, {
        ...{ USERNAME: "ada", SOFTWARE_TOKEN_MFA_CODE: "000000" },
      }),
      "CodeMismatchException",
      "Invalid code received for user",
    );
  });

  it("refuses a token that is there already, unless it is too old", async () => {
    const site = await aSite();
    const credit = { ACCESS_TOKEN: site.AccessToken };
    emulator().clock.advance({ minutes: 5 });
    for (const more of [credit, { ...credit, MAX_AGE: "3600" }])
      await refusal(
        stepUp(site, loa(1), more),
        "InvalidParameterException",
        "The access token already meets the requested ACR level.",
      );
    const again = await stepUp(site, loa(1), { ...credit, MAX_AGE: "10" });
    expect(again.ChallengeName).toBe("SELECT_CHALLENGE");
  });

  it("refuses tokens of others, bad ones, and tokens without a target", async () => {
    const site = await aSite();
    await aConfirmedUser(emulator(), site.pool, "bob", { ...ADDRESSES, email: "bob@example.com" });
    const bob = await signIn(emulator(), site.pool, site.client, "bob");
    await refusal(
      stepUp(site, loa(4), { ACCESS_TOKEN: bob.AccessToken }),
      "InvalidParameterException",
      "The access token was not issued to the user.",
    );
    await refusal(
      stepUp(site, loa(4), { ACCESS_TOKEN: "not.a.token" }),
      "NotAuthorizedException",
      "Invalid Access Token",
    );
    await refusal(
      choose(emulator(), site.client, "ada", { ACCESS_TOKEN: site.AccessToken }),
      "InvalidParameterException",
      "Missing required parameter TARGET_ACR_VALUES",
    );
  });
});

describe("refuses", () => {
  it("levels for which the user has no factors", async () => {
    const site = await aSite();
    await refusal(
      stepUp(site, loa(4)),
      "InvalidParameterException",
      "The user can't satisfy any of the requested ACR values.",
    );
  });

  it("what names no level", async () => {
    await refusal(
      stepUp(await aSite(), "urn:unknown"),
      "InvalidParameterException",
      "None of the requested ACR values is valid.",
    );
  });

  it.each(["-1", "soon", "1.5", ""])("MAX_AGE %j", async (MAX_AGE) => {
    await refusal(
      stepUp(await aSite(), loa(1), { MAX_AGE }),
      "InvalidParameterException",
      "MAX_AGE must be a non-negative integer.",
    );
  });
});

it("asks nobody as it asks somebody, where the client hides who exists", async () => {
  const { client } = await aChoicePool(emulator(), [], {}, { PreventUserExistenceErrors: "ENABLED" });
  const offer = await choose(emulator(), client, "nobody", { TARGET_ACR_VALUES: `${loa(1)} ${loa(2)}` });
  expect(offer).toMatchObject({
    ChallengeName: "SELECT_CHALLENGE",
    AvailableChallenges: ["PASSWORD_SRP", "PASSWORD"],
  });
  await refusal(
    respond(emulator(), client, "SELECT_CHALLENGE", offer.Session, {
      ...{ USERNAME: "nobody", ANSWER: "PASSWORD", PASSWORD },
    }),
    "NotAuthorizedException",
    "Incorrect username or password.",
  );
});

it("steps up for administrators, too", async () => {
  const site = await anEnrolledSite();
  const asked = await emulator().idp.send(
    new AdminInitiateAuthCommand({
      ...{ UserPoolId: site.pool.Id, ClientId: site.client.ClientId, AuthFlow: "USER_AUTH" },
      AuthParameters: { USERNAME: "ada", TARGET_ACR_VALUES: loa(4), ACCESS_TOKEN: site.AccessToken },
    }),
  );
  expect(asked.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
});

it("asks for a code that is part of the level on a remembered device as well, and then for the device", async () => {
  const site = await aSite({
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
  });
  await prefer(emulator(), site.pool, "ada", { SoftwareTokenMfaSettings: off });
  const { key } = await aDevice(emulator(), site);
  await prefer(emulator(), site.pool, "ada", { SoftwareTokenMfaSettings: on });
  const password = { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD, DEVICE_KEY: key };
  const spared = await choose(emulator(), site.client, "ada", password);
  expect(spared.ChallengeName).toBe("DEVICE_SRP_AUTH");
  const asked = await stepUp(site, loa(4), password);
  expect(asked.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  expect((await answerTotp(site, asked.Session)).ChallengeName).toBe("DEVICE_SRP_AUTH");
});

it("gives no tokens when the factor is gone before it was asked for", async () => {
  const site = await anEnrolledSite();
  const { Session } = await stepUp(site, loa(4), { PREFERRED_CHALLENGE: "PASSWORD" });
  await prefer(emulator(), site.pool, "ada", { SoftwareTokenMfaSettings: off });
  await refusal(
    respond(emulator(), site.client, "PASSWORD", Session, { USERNAME: "ada", PASSWORD }),
    "NotAuthorizedException",
    "The requested ACR level was not reached.",
  );
});
