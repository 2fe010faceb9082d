// CUSTOM_AUTH whose DefineAuthChallenge function names challenges of Cognito's own beside CUSTOM_CHALLENGE.
import {
  AssociateSoftwareTokenCommand,
  type ChallengeNameType,
  type LambdaConfigType,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { lastMessage, output, wrong } from "../support/accounts.js";
import { codeOf, nextCode } from "../support/authenticator.js";
import { aConfirmedUser, type MadeClient, PASSWORD, signIn } from "../support/builders.js";
import { emailFactor, enrol, PHONE, SES, setMfa, smsFactor, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { initiate, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";
import { claimsOf } from "../support/tokens.js";
import { eventsOf, type Instructions, sourcesOf, useTriggers } from "../triggers/obedient.js";

const { emulator, aSite, tell } = useTriggers();

const MISMATCH = ["CodeMismatchException", "Invalid code or auth state for the user."] as const;
const NOT_PREPARED = ["NotAuthorizedException", "Invalid session provided for the user."] as const;

const TRIGGERS: readonly (keyof LambdaConfigType)[] = [
  ...(["DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse"] as const),
];
const CLIENT = {
  ExplicitAuthFlows: [...(["ALLOW_CUSTOM_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"] as const)],
};

type Site = Awaited<ReturnType<typeof aSite>>;

const next = (response: Record<string, unknown>): Instructions => ({
  DefineAuthChallenge: { response },
  VerifyAuthChallengeResponse: { response: { answerCorrect: true } },
});
const named = (challengeName: string) => next({ challengeName });

/** A pool with every second factor, turned on by nobody; `ada` has a phone and an address. */
async function aNamingSite(PreventUserExistenceErrors: "LEGACY" | "ENABLED" = "LEGACY"): Promise<Site> {
  const site = await aSite(TRIGGERS, {}, SES, { ...CLIENT, PreventUserExistenceErrors });
  await setMfa(emulator(), site.pool, "OPTIONAL", { ...totpFactor, ...smsFactor, ...emailFactor });
  await aConfirmedUser(emulator(), site.pool, "ada", {
    ...{ phone_number: PHONE, phone_number_verified: "true" },
    ...{ email: "ada@example.com", email_verified: "true" },
  });
  return site;
}

const start = (client: MadeClient, USERNAME = "ada") =>
  initiate(emulator(), client, "CUSTOM_AUTH", { USERNAME });
const go = (
  { client }: Site,
  challenge: ChallengeNameType,
  Session: string | undefined,
  more: Record<string, string>,
) => respond(emulator(), client, challenge, Session, { USERNAME: "ada", ...more });

/** Proves the password; the function names `then` after it. */
async function pastPassword(site: Site, then: string) {
  const { pool, client } = site;
  const helper = await srpClient(pool);
  tell(pool, named("PASSWORD_VERIFIER"));
  const question = await initiate(emulator(), client, "CUSTOM_AUTH", {
    ...{ USERNAME: "ada", CHALLENGE_NAME: "SRP_A", SRP_A: helper.srpA },
  });
  tell(pool, named(then));
  const responses = await helper.answer(question.ChallengeParameters, PASSWORD);
  return output(await respond(emulator(), client, "PASSWORD_VERIFIER", question.Session, responses));
}

const history = ({ pool }: Site) =>
  (
    eventsOf(emulator(), pool, "DefineAuthChallenge_Authentication").at(-1) as {
      request: { session: { challengeName: string; challengeResult: boolean }[] };
    }
  ).request.session.map(({ challengeName, challengeResult }) => `${challengeName} ${challengeResult}`);

describe("second factors after the password", () => {
  test.each([
    ["SMS_MFA", "SMS", "+*******0123"],
    ["EMAIL_OTP", "EMAIL", "a***@e***"],
  ] as const)("%s sends its code, and the functions go on", async (challenge, medium, destination) => {
    const site = await aNamingSite();
    const one = await pastPassword(site, "CUSTOM_CHALLENGE");
    expect(one.ChallengeName).toBe("CUSTOM_CHALLENGE");
    tell(site.pool, named(challenge));
    const two = output(await go(site, "CUSTOM_CHALLENGE", one.Session, { ANSWER: "x" }));
    expect(two).toEqual({
      ChallengeName: challenge,
      ChallengeParameters: {
        ...{ CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: destination },
        USER_ID_FOR_SRP: "ada",
      },
      Session: expect.any(String),
    });
    const { code } = lastMessage(emulator(), { poolId: site.pool.Id });
    const parameter = `${challenge}_CODE`;
    await refusal(go(site, challenge, two.Session, { [parameter]: wrong(code) }), ...MISMATCH);
    const three = await go(site, challenge, two.Session, { [parameter]: code });
    expect(three.ChallengeName).toBe(challenge);
    tell(site.pool, next({ issueTokens: true }));
    const again = lastMessage(emulator(), { poolId: site.pool.Id }).code;
    const { AuthenticationResult } = await go(site, challenge, three.Session, { [parameter]: again });
    expect(claimsOf(AuthenticationResult?.AccessToken)).toMatchObject({ username: "ada" });
    expect(history(site)).toEqual([
      ...["SRP_A true", "PASSWORD_VERIFIER true", "CUSTOM_CHALLENGE true"],
      ...[`${challenge} true`, `${challenge} true`],
    ]);
  });

  test("SOFTWARE_TOKEN_MFA takes the code of the user's authenticator", async () => {
    const site = await aNamingSite();
    const { AccessToken } = await signIn(emulator(), site.pool, site.client, "ada");
    const secret = await enrol(emulator(), AccessToken, "Phone");
    const one = await pastPassword(site, "SOFTWARE_TOKEN_MFA");
    expect(one).toMatchObject({
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      ChallengeParameters: { FRIENDLY_DEVICE_NAME: "Phone", USER_ID_FOR_SRP: "ada" },
    });
    tell(site.pool, next({ issueTokens: true }));
    const SOFTWARE_TOKEN_MFA_CODE = codeOf(emulator(), secret);
    const answer = { SOFTWARE_TOKEN_MFA_CODE };
    const { AuthenticationResult } = await go(site, "SOFTWARE_TOKEN_MFA", one.Session, answer);
    expect(AuthenticationResult).toHaveProperty("IdToken");
    expect(history(site)).toEqual(["SRP_A true", "PASSWORD_VERIFIER true", "SOFTWARE_TOKEN_MFA true"]);
    nextCode(emulator());
  });

  test("that the user lacks can't be answered", async () => {
    const site = await aNamingSite();
    const { ChallengeName, ChallengeParameters, Session } = await pastPassword(site, "SOFTWARE_TOKEN_MFA");
    expect({ ChallengeName, ChallengeParameters }).toEqual({
      ...{ ChallengeName: "SOFTWARE_TOKEN_MFA", ChallengeParameters: { USERNAME: "ada" } },
    });
    const answer = { SOFTWARE_TOKEN_MFA_CODE: "123456" };
    await refusal(go(site, "SOFTWARE_TOKEN_MFA", Session, answer), ...MISMATCH);
  });
});

describe("without a password", () => {
  test.each(["SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA"] as const)(
    "%s is asked, sends nothing, and no code is right",
    async (challenge) => {
      const site = await aNamingSite();
      const { AccessToken } = await signIn(emulator(), site.pool, site.client, "ada");
      const secret = await enrol(emulator(), AccessToken);
      tell(site.pool, named(challenge));
      const before = emulator().inbox.list({ poolId: site.pool.Id }).length;
      const question = output(await start(site.client));
      expect(question).toEqual({
        ChallengeName: challenge,
        ChallengeParameters: { USERNAME: "ada" },
        Session: expect.any(String),
      });
      expect(emulator().inbox.list({ poolId: site.pool.Id })).toHaveLength(before);
      const parameter = `${challenge}_CODE`;
      const { Session } = question;
      await refusal(
        go(site, challenge, Session, {}),
        ...["InvalidParameterException", `Missing required parameter ${parameter}`],
      );
      const answer = { [parameter]: codeOf(emulator(), secret) };
      for (let tries = 0; tries < 5; tries++)
        await refusal(go(site, challenge, Session, answer), ...MISMATCH);
      await refusal(
        go(site, challenge, Session, answer),
        ...(["NotAuthorizedException", "Password attempts exceeded"] as const),
      );
      expect(sourcesOf(emulator(), site.pool)).toEqual(["DefineAuthChallenge_Authentication"]);
    },
  );

  test.each(["NEW_PASSWORD_REQUIRED", "SELECT_MFA_TYPE", "MFA_SETUP", "DEVICE_SRP_AUTH"] as const)(
    "%s is asked, and no answer fits",
    async (challenge) => {
      const site = await aNamingSite();
      tell(site.pool, named(challenge));
      const { ChallengeName, ChallengeParameters, Session } = await start(site.client);
      expect({ ChallengeName, ChallengeParameters }).toEqual({
        ...{ ChallengeName: challenge, ChallengeParameters: { USERNAME: "ada" } },
      });
      const everything = { NEW_PASSWORD: "Another1!", ANSWER: "SMS_MFA", EMAIL: "eve@example.com" };
      await refusal(go(site, challenge, Session, everything), ...NOT_PREPARED);
      // Nothing is set up by it, either.
      if (challenge === "MFA_SETUP")
        await refusal(
          emulator().idp.send(new AssociateSoftwareTokenCommand({ Session })),
          ...(["NotAuthorizedException", "Invalid session for the user."] as const),
        );
    },
  );

  test("names that are no challenges are refused", async () => {
    const site = await aNamingSite();
    for (const name of ["SRP_A", "ADMIN_NO_SRP_AUTH", "WEB_AUTHN", "sms_mfa"]) {
      tell(site.pool, named(name));
      await refusal(
        start(site.client),
        ...(["InvalidLambdaResponseException", "Unrecognizable lambda output"] as const),
      );
    }
  });

  test("who does not exist is asked and refused like anyone else", async () => {
    const site = await aNamingSite("ENABLED");
    tell(site.pool, named("SMS_MFA"));
    const { ChallengeName, ChallengeParameters, Session } = await start(site.client, "nobody");
    expect({ ChallengeName, ChallengeParameters }).toEqual({
      ...{ ChallengeName: "SMS_MFA", ChallengeParameters: { USERNAME: "nobody" } },
    });
    const answer = { USERNAME: "nobody", SMS_MFA_CODE: "123456" };
    for (let tries = 0; tries < 5; tries++) await refusal(go(site, "SMS_MFA", Session, answer), ...MISMATCH);
    await refusal(
      go(site, "SMS_MFA", Session, answer),
      ...(["NotAuthorizedException", "Password attempts exceeded"] as const),
    );
  });
});
