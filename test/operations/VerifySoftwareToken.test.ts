// VerifySoftwareToken: the first code of an app proves that it has the secret.
import {
  AssociateSoftwareTokenCommand,
  VerifySoftwareTokenCommand,
  type VerifySoftwareTokenCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { aSignedInUser, output, wrong } from "../support/accounts.js";
import { codeOf, nextCode } from "../support/authenticator.js";
import { aConfirmedUser, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { anMfaPool, first, prefer, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth, respond } from "../support/sign-in.js";

const emulator = useEmulator();

const associate = (input: { AccessToken?: string; Session?: string | undefined }) =>
  emulator().idp.send(new AssociateSoftwareTokenCommand(input));
const verify = async (input: VerifySoftwareTokenCommandInput) =>
  output(await emulator().idp.send(new VerifySoftwareTokenCommand(input)));

const MISMATCH = [
  "EnableSoftwareTokenMFAException",
  "Code mismatch and fail enable Software Token MFA",
] as const;

describe("by access token", () => {
  async function aSecret() {
    const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", totpFactor);
    await aConfirmedUser(emulator(), pool, "ada");
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    const { SecretCode } = await associate({ AccessToken });
    return { pool, client, AccessToken, secret: SecretCode };
  }

  test("a right code is answered SUCCESS, and turns MFA on for nobody", async () => {
    const { pool, client, AccessToken, secret } = await aSecret();
    expect(await verify({ AccessToken, UserCode: codeOf(emulator(), secret) })).toEqual({
      Status: "SUCCESS",
    });
    expect(await passwordAuth(emulator(), client, "ada")).toHaveProperty("AuthenticationResult");
    await prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first });
    expect((await passwordAuth(emulator(), client, "ada")).ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  });

  test("its code is used: a sign-in needs the next one", async () => {
    const { pool, client, AccessToken, secret } = await aSecret();
    const code = codeOf(emulator(), secret);
    await verify({ AccessToken, UserCode: code });
    await prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first });
    const { Session } = await passwordAuth(emulator(), client, "ada");
    const send = (SOFTWARE_TOKEN_MFA_CODE: string) =>
      respond(emulator(), client, "SOFTWARE_TOKEN_MFA", Session, {
        USERNAME: "ada",
        SOFTWARE_TOKEN_MFA_CODE,
      });
    await refusal(send(code), "ExpiredCodeException", "Your software token has already been used once.");
    nextCode(emulator());
    await expect(send(codeOf(emulator(), secret))).resolves.toHaveProperty("AuthenticationResult");
  });

  test("a wrong code, or one of another secret, enables nothing", async () => {
    const { pool, AccessToken, secret } = await aSecret();
    await refusal(verify({ AccessToken, UserCode: wrong(codeOf(emulator(), secret)) }), ...MISMATCH);
    await associate({ AccessToken });
    await refusal(verify({ AccessToken, UserCode: codeOf(emulator(), secret) }), ...MISMATCH);
    await refusal(
      prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first }),
      "InvalidParameterException",
      "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA",
    );
  });

  test("there must be a secret, and a pool that offers authenticators", async () => {
    const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", totpFactor);
    await aConfirmedUser(emulator(), pool, "bob");
    const { AccessToken } = await signIn(emulator(), pool, client, "bob");
    await refusal(
      verify({ AccessToken, UserCode: "123456" }),
      "InvalidParameterException",
      "User has not set up software token mfa",
    );
    const other = await aSignedInUser(emulator());
    await refusal(
      verify({ AccessToken: other.AccessToken, UserCode: "123456" }),
      "SoftwareTokenMFANotFoundException",
      "Software Token MFA has not been enabled by the userPool",
    );
  });

  test("refuses bad access tokens", () =>
    refusesBadTokens(emulator(), (AccessToken) => verify({ AccessToken, UserCode: "123456" })));
});

describe("by session", () => {
  async function aSetUp() {
    const { pool, client } = await anMfaPool(emulator(), "ON", totpFactor);
    await aConfirmedUser(emulator(), pool, "ada");
    const { Session } = await passwordAuth(emulator(), client, "ada");
    const answer = (session: string | undefined) =>
      respond(emulator(), client, "MFA_SETUP", session, { USERNAME: "ada" });
    return { pool, client, session: Session, answer };
  }

  test("answers the session that completes the sign-in; the next one asks for a code", async () => {
    const { client, session, answer } = await aSetUp();
    const { SecretCode, Session: associated } = await associate({ Session: session });
    const verified = await verify({ Session: associated, UserCode: codeOf(emulator(), SecretCode) });
    expect(verified).toEqual({ Status: "SUCCESS", Session: expect.stringMatching(/^AYABe/) });
    expect(await answer(verified.Session)).toHaveProperty("AuthenticationResult.AccessToken");
    expect((await passwordAuth(emulator(), client, "ada")).ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  });

  test("a wrong code leaves the session; a used one is used", async () => {
    const { session } = await aSetUp();
    const { SecretCode, Session } = await associate({ Session: session });
    const code = codeOf(emulator(), SecretCode);
    await refusal(verify({ Session, UserCode: wrong(code) }), ...MISMATCH);
    await verify({ Session, UserCode: code });
    await refusal(
      verify({ Session, UserCode: code }),
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("only the proof completes the sign-in", async () => {
    const { session, answer } = await aSetUp();
    const invalid = ["NotAuthorizedException", "Invalid session for the user."] as const;
    await refusal(answer(session), ...invalid);
    await refusal(verify({ Session: session, UserCode: "123456" }), ...invalid);
    const { Session } = await associate({ Session: session });
    await refusal(answer(Session), ...invalid);
  });

  test("a set-up that another sign-in has completed can't be repeated with the password alone", async () => {
    const { client, session } = await aSetUp();
    const other = await passwordAuth(emulator(), client, "ada");
    const { SecretCode, Session } = await associate({ Session: session });
    await verify({ Session, UserCode: codeOf(emulator(), SecretCode) });
    await refusal(
      associate({ Session: other.Session }),
      "NotAuthorizedException",
      "Invalid session for the user.",
    );
  });
});
