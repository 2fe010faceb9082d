// Second factors through the client libraries that applications use, as they are but for their endpoint.
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type IAuthenticationCallback,
} from "amazon-cognito-identity-js";
import { Amplify } from "aws-amplify";
import {
  confirmSignIn,
  fetchMFAPreference,
  setUpTOTP,
  signIn,
  signOut,
  updateMFAPreference,
  verifyTOTPSetup,
} from "aws-amplify/auth";
import { describe, expect, test } from "vitest";
import { lastMessage } from "../support/accounts.js";
import { codeOf, nextCode } from "../support/authenticator.js";
import { aConfirmedUser, type MadeClient, type MadePool, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { anMfaPool, emailFactor, on, PHONE, prefer, setMfa, smsFactor, totpFactor } from "../support/mfa.js";

const emulator = useEmulator();

const sentCode = (pool: MadePool) =>
  lastMessage(emulator(), { poolId: pool.Id, kind: "Authentication" }).code;

describe("amazon-cognito-identity-js", () => {
  const userOf = (pool: MadePool, client: MadeClient) =>
    new CognitoUser({
      Username: "ada",
      Pool: new CognitoUserPool({
        UserPoolId: pool.Id,
        ClientId: client.ClientId,
        endpoint: emulator().url,
      }),
    });

  type Next = { callback: string; session?: CognitoUserSession };

  /** The callback that the library calls, whichever it is. */
  function called(call: (callbacks: IAuthenticationCallback) => void): Promise<Next> {
    return new Promise((resolve, reject) => {
      const as = (callback: string) => () => resolve({ callback });
      call({
        onSuccess: (session) => resolve({ callback: "onSuccess", session }),
        onFailure: reject,
        mfaRequired: as("mfaRequired"),
        totpRequired: as("totpRequired"),
        mfaSetup: as("mfaSetup"),
        selectMFAType: as("selectMFAType"),
      });
    });
  }

  const authenticate = (user: CognitoUser) =>
    called((callbacks) =>
      user.authenticateUser(new AuthenticationDetails({ Username: "ada", Password: PASSWORD }), callbacks),
    );
  const send = (user: CognitoUser, code: string, type?: string) =>
    called((callbacks) => user.sendMFACode(code, callbacks, type));
  const associate = (user: CognitoUser) =>
    new Promise<string>((resolve, reject) =>
      user.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject }),
    );
  const verify = (user: CognitoUser, code: string) =>
    new Promise<CognitoUserSession>((resolve, reject) =>
      user.verifySoftwareToken(code, "phone", { onSuccess: resolve, onFailure: reject }),
    );

  test("a code by SMS", async () => {
    const { pool, client } = await anMfaPool(emulator(), "ON", smsFactor);
    await aConfirmedUser(emulator(), pool, "ada", { phone_number: PHONE });
    const user = userOf(pool, client);
    expect((await authenticate(user)).callback).toBe("mfaRequired");
    const { session } = await send(user, sentCode(pool));
    expect(session?.isValid()).toBe(true);
  });

  test("an authenticator set up at the first sign-in, and used at the next", async () => {
    const { pool, client } = await anMfaPool(emulator(), "ON", totpFactor);
    await aConfirmedUser(emulator(), pool, "ada");
    const user = userOf(pool, client);
    expect((await authenticate(user)).callback).toBe("mfaSetup");
    const secret = await associate(user);
    expect((await verify(user, codeOf(emulator(), secret))).isValid()).toBe(true);

    nextCode(emulator());
    const again = userOf(pool, client);
    expect((await authenticate(again)).callback).toBe("totpRequired");
    const { session } = await send(again, codeOf(emulator(), secret), "SOFTWARE_TOKEN_MFA");
    expect(session?.isValid()).toBe(true);
  });

  test("a choice of two, set up and preferred by a signed-in user", async () => {
    const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", { ...smsFactor, ...totpFactor });
    await aConfirmedUser(emulator(), pool, "ada", { phone_number: PHONE });
    const user = userOf(pool, client);
    expect((await authenticate(user)).callback).toBe("onSuccess");
    const secret = await associate(user);
    await verify(user, codeOf(emulator(), secret));
    await new Promise((resolve, reject) =>
      user.setUserMfaPreference(
        { Enabled: true, PreferredMfa: false },
        { Enabled: true, PreferredMfa: false },
        (error, result) => (error ? reject(error) : resolve(result)),
      ),
    );

    nextCode(emulator());
    const again = userOf(pool, client);
    expect((await authenticate(again)).callback).toBe("selectMFAType");
    const chosen = await called((callbacks) =>
      again.sendMFASelectionAnswer("SOFTWARE_TOKEN_MFA", callbacks as never),
    );
    expect(chosen.callback).toBe("totpRequired");
    const { session } = await send(again, codeOf(emulator(), secret), "SOFTWARE_TOKEN_MFA");
    expect(session?.isValid()).toBe(true);
  });
});

describe("aws-amplify", () => {
  function configure(pool: MadePool, client: MadeClient): void {
    Amplify.configure({
      Auth: {
        Cognito: {
          userPoolId: pool.Id,
          userPoolClientId: client.ClientId,
          userPoolEndpoint: emulator().url,
        },
      },
    });
  }

  const begin = async () => (await signIn({ username: "ada", password: PASSWORD })).nextStep;
  const confirm = async (challengeResponse: string) => (await confirmSignIn({ challengeResponse })).nextStep;

  test("sets an authenticator up, prefers it and signs in with it", async () => {
    const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", { ...smsFactor, ...totpFactor });
    await aConfirmedUser(emulator(), pool, "ada", { phone_number: PHONE });
    configure(pool, client);
    expect((await begin()).signInStep).toBe("DONE");
    const { sharedSecret } = await setUpTOTP();
    await verifyTOTPSetup({ code: codeOf(emulator(), sharedSecret) });
    expect(await fetchMFAPreference()).toEqual({});
    await updateMFAPreference({ totp: "PREFERRED", sms: "ENABLED" });
    expect(await fetchMFAPreference()).toEqual({ enabled: ["SMS", "TOTP"], preferred: "TOTP" });
    await signOut();

    nextCode(emulator());
    expect((await begin()).signInStep).toBe("CONFIRM_SIGN_IN_WITH_TOTP_CODE");
    expect((await confirm(codeOf(emulator(), sharedSecret))).signInStep).toBe("DONE");
    await updateMFAPreference({ totp: "DISABLED", sms: "DISABLED" });
    expect(await fetchMFAPreference()).toEqual({});
    await signOut();
  });

  test("chooses among codes by SMS, e-mail and app", async () => {
    const factors = { ...smsFactor, ...emailFactor };
    const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", factors);
    await aConfirmedUser(emulator(), pool, "ada", { phone_number: PHONE, email: "ada@example.com" });
    await prefer(emulator(), pool, "ada", { SMSMfaSettings: on, EmailMfaSettings: on });
    configure(pool, client);
    for (const [type, step] of [
      ["SMS", "CONFIRM_SIGN_IN_WITH_SMS_CODE"],
      ["EMAIL", "CONFIRM_SIGN_IN_WITH_EMAIL_CODE"],
    ] as const) {
      const next = await begin();
      expect(next).toMatchObject({
        signInStep: "CONTINUE_SIGN_IN_WITH_MFA_SELECTION",
        allowedMFATypes: ["SMS", "EMAIL"],
      });
      expect((await confirm(type)).signInStep).toBe(step);
      expect((await confirm(sentCode(pool))).signInStep).toBe("DONE");
      await signOut();
    }
  });

  test("sets a factor up while signing in: an app, or an e-mail address", async () => {
    const { pool, client } = await anMfaPool(emulator(), "ON", totpFactor);
    await aConfirmedUser(emulator(), pool, "ada");
    configure(pool, client);
    const step = await begin();
    if (step.signInStep !== "CONTINUE_SIGN_IN_WITH_TOTP_SETUP") throw new Error(step.signInStep);
    const code = codeOf(emulator(), step.totpSetupDetails.sharedSecret);
    expect((await confirm(code)).signInStep).toBe("DONE");
    await signOut();

    const other = await anMfaPool(emulator(), "ON", totpFactor);
    await setMfa(emulator(), other.pool, "ON", { ...totpFactor, ...emailFactor });
    await aConfirmedUser(emulator(), other.pool, "ada");
    configure(other.pool, other.client);
    expect((await begin()).signInStep).toBe("CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION");
    expect((await confirm("EMAIL")).signInStep).toBe("CONTINUE_SIGN_IN_WITH_EMAIL_SETUP");
    expect((await confirm("ada@example.com")).signInStep).toBe("CONFIRM_SIGN_IN_WITH_EMAIL_CODE");
    expect((await confirm(sentCode(other.pool))).signInStep).toBe("DONE");
    await signOut();
  });
});
