// The claims acr and amr: what each way to sign in proves, in both tokens, and for as long as they are refreshed.
import {
  AdminSetUserPasswordCommand,
  GetTokensFromRefreshTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { lastMessage } from "../support/accounts.js";
import { codeOf } from "../support/authenticator.js";
import { aClient, aConfirmedUser, aPool, PASSWORD } from "../support/builders.js";
import { aChoicePool, prefer as choose, sentCode } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import {
  anEnrolledUser,
  anMfaPool,
  emailFactor,
  first,
  PHONE,
  prefer,
  smsFactor,
  totpFactor,
} from "../support/mfa.js";
import { aPasskeyPool, aPasskeyUser, requestOf, sign } from "../support/passkeys.js";
import { initiate, passwordAuth, respond } from "../support/sign-in.js";
import { claimsOf } from "../support/tokens.js";

const emulator = useEmulator();

interface Answer {
  readonly AuthenticationResult?: { AccessToken?: string; IdToken?: string; RefreshToken?: string };
}

/** Both tokens say the same. */
function levelIn({ AuthenticationResult }: Answer) {
  const [access, id] = [AuthenticationResult?.AccessToken, AuthenticationResult?.IdToken].map(claimsOf);
  const level = ({ acr, amr }: Record<string, unknown>) => ({ acr, amr });
  expect(level(access!)).toEqual(level(id!));
  return level(access!);
}

const loa = (level: number, ...amr: string[]) => ({ acr: `urn:cognito:loa:${level}`, amr });

describe("a password", () => {
  it("is level 1", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    const client = await aClient(emulator(), pool);
    expect(levelIn(await passwordAuth(emulator(), client, "ada"))).toEqual(loa(1, "pwd"));
  });

  it("is level 1 in choice-based sign-in, and when it is replaced on the way", async () => {
    const { pool, client } = await aChoicePool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    expect(levelIn(await choose(emulator(), client, "ada", "PASSWORD", { PASSWORD }))).toEqual(loa(1, "pwd"));
    await emulator().idp.send(
      new AdminSetUserPasswordCommand({ UserPoolId: pool.Id, Username: "ada", Password: PASSWORD }),
    );
    const { Session } = await choose(emulator(), client, "ada", "PASSWORD", { PASSWORD });
    const done = await respond(emulator(), client, "NEW_PASSWORD_REQUIRED", Session, {
      USERNAME: "ada",
      NEW_PASSWORD: "Another-Horse-9",
    });
    expect(levelIn(done)).toEqual(loa(1, "pwd"));
  });

  it("with the code of an authenticator is level 4", async () => {
    const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", totpFactor);
    const { secret } = await anEnrolledUser(emulator(), pool, client, "ada");
    await prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first });
    const { Session } = await passwordAuth(emulator(), client, "ada");
    const done = await respond(emulator(), client, "SOFTWARE_TOKEN_MFA", Session, {
      USERNAME: "ada",
      SOFTWARE_TOKEN_MFA_CODE: codeOf(emulator(), secret),
    });
    expect(levelIn(done)).toEqual(loa(4, "pwd", "otp", "mfa"));
  });

  it.each([
    ["SMS_MFA", "sms", smsFactor, "SMS_MFA_CODE"],
    ["EMAIL_OTP", "email_otp", emailFactor, "EMAIL_OTP_CODE"],
  ] as const)("with a code by %s is level 3", async (challenge, amr, factor, response) => {
    const { pool, client } = await anMfaPool(emulator(), "ON", factor);
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com", phone_number: PHONE });
    const { Session, ChallengeName } = await passwordAuth(emulator(), client, "ada");
    expect(ChallengeName).toBe(challenge);
    const done = await respond(emulator(), client, challenge, Session, {
      USERNAME: "ada",
      [response]: lastMessage(emulator(), { poolId: pool.Id, kind: "Authentication" }).code,
    });
    expect(levelIn(done)).toEqual(loa(3, "pwd", amr, "mfa"));
  });
});

describe("without a password", () => {
  it.each([
    ["EMAIL_OTP", "email_otp", "EMAIL_OTP_CODE"],
    ["SMS_OTP", "sms", "SMS_OTP_CODE"],
  ] as const)("%s is level 2", async (challenge, amr, response) => {
    const { pool, client } = await aChoicePool(emulator(), ["EMAIL_OTP", "SMS_OTP"]);
    const verified = { email_verified: "true", phone_number_verified: "true" };
    const attributes = { email: "ada@example.com", phone_number: PHONE, ...verified };
    await aConfirmedUser(emulator(), pool, "ada", attributes);
    const { Session } = await choose(emulator(), client, "ada", challenge);
    const done = await respond(emulator(), client, challenge, Session, {
      USERNAME: "ada",
      [response]: sentCode(emulator(), pool),
    });
    expect(levelIn(done)).toEqual(loa(2, amr));
  });

  it.each([
    [undefined, "swk"],
    ["platform", "swk"],
    ["cross-platform", "hwk"],
  ])("a passkey that is %s is level 3, as %s", async (attachment, amr) => {
    const { pool, client } = await aPasskeyPool(emulator());
    const { key } = await aPasskeyUser(emulator(), pool, client, "ada", attachment ? { attachment } : {});
    const question = await choose(emulator(), client, "ada", "WEB_AUTHN");
    const done = await respond(emulator(), client, "WEB_AUTHN", question.Session, {
      USERNAME: "ada",
      CREDENTIAL: sign(key, requestOf(question)),
    });
    expect(levelIn(done)).toEqual(loa(3, amr));
  });
});

it("are the same after every refresh, also when the pool renames its levels", async () => {
  const pool = await aPool(emulator(), { AcrConfiguration: { Level1: { AcrValue: "urn:own:1" } } });
  const client = await aClient(emulator(), pool);
  await aConfirmedUser(emulator(), pool, "ada");
  const { AuthenticationResult } = await passwordAuth(emulator(), client, "ada");
  const expected = { acr: "urn:own:1", amr: ["pwd"] };
  expect(levelIn({ AuthenticationResult: AuthenticationResult! })).toEqual(expected);
  const { UpdateUserPoolCommand } = await import("@aws-sdk/client-cognito-identity-provider");
  await emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId: pool.Id }));
  const RefreshToken = AuthenticationResult?.RefreshToken ?? "";
  const refreshed = await initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken });
  expect(levelIn(refreshed)).toEqual(expected);
  const exchanged = await emulator().idp.send(
    new GetTokensFromRefreshTokenCommand({ ClientId: client.ClientId, RefreshToken }),
  );
  expect(levelIn(exchanged)).toEqual(expected);
  expect(levelIn(await passwordAuth(emulator(), client, "ada"))).toEqual(loa(1, "pwd"));
});
