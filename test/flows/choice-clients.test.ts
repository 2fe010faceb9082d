// Choice-based sign-in as applications do it: Amplify's signIn with USER_AUTH, confirmSignIn and autoSignIn.
import { Amplify } from "aws-amplify";
import {
  autoSignIn,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  getCurrentUser,
  type SignInOutput,
  signIn,
  signOut,
  signUp,
} from "aws-amplify/auth";
import { afterEach, describe, expect, test } from "vitest";
import { lastMessage } from "../support/accounts.js";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { aChoicePool, aPasswordlessUser, sentCode } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const ADDRESS = "ada@example.com";
const MAILED = { deliveryMedium: "EMAIL", destination: "a***@e***" };
const DONE = { isSignedIn: true, nextStep: { signInStep: "DONE" } };

/** A pool whose users are their addresses, and Amplify set up for it. */
async function aSite(factors: Parameters<typeof aChoicePool>[1] = ["EMAIL_OTP"]) {
  const site = await aChoicePool(emulator(), factors, { UsernameAttributes: ["email"] });
  Amplify.configure({
    Auth: {
      Cognito: {
        ...{ userPoolId: site.pool.Id, userPoolClientId: site.client.ClientId },
        userPoolEndpoint: emulator().url,
      },
    },
  });
  return site;
}

const choose = (preferredChallenge?: "PASSWORD" | "PASSWORD_SRP" | "EMAIL_OTP", password?: string) =>
  signIn({ username: ADDRESS, password, options: { authFlowType: "USER_AUTH", preferredChallenge } });

async function expectSignedIn(output: SignInOutput) {
  expect(output).toEqual(DONE);
  const { tokens } = await fetchAuthSession();
  expect(tokens?.idToken?.payload.email).toBe(ADDRESS);
  expect((await getCurrentUser()).userId).toBe(tokens?.idToken?.payload.sub);
}

afterEach(() => signOut());

describe("signIn with USER_AUTH", () => {
  test("a preferred e-mail code", async () => {
    const { pool } = await aSite();
    await aPasswordlessUser(emulator(), pool, ADDRESS, {});
    const asked = await choose("EMAIL_OTP");
    expect(asked).toEqual({
      isSignedIn: false,
      nextStep: {
        signInStep: "CONFIRM_SIGN_IN_WITH_EMAIL_CODE",
        codeDeliveryDetails: MAILED,
      },
    });
    await refusal(
      confirmSignIn({ challengeResponse: "1234567" }),
      ...(["CodeMismatchException", "Invalid code or auth state for the user."] as const),
    );
    await expectSignedIn(await confirmSignIn({ challengeResponse: sentCode(emulator(), pool) }));
  });

  test("a choice among what there is", async () => {
    const { pool } = await aSite();
    await aConfirmedUser(emulator(), pool, ADDRESS);
    const asked = await choose();
    expect(asked).toEqual({
      isSignedIn: false,
      nextStep: {
        signInStep: "CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION",
        availableChallenges: ["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP"],
      },
    });
    const chosen = await confirmSignIn({ challengeResponse: "EMAIL_OTP" });
    expect(chosen.nextStep.signInStep).toBe("CONFIRM_SIGN_IN_WITH_EMAIL_CODE");
    await expectSignedIn(await confirmSignIn({ challengeResponse: sentCode(emulator(), pool) }));
  });

  test.each(["PASSWORD", "PASSWORD_SRP"] as const)("%s, chosen or preferred", async (kind) => {
    const { pool } = await aSite();
    await aConfirmedUser(emulator(), pool, ADDRESS);
    await expectSignedIn(await choose(kind, PASSWORD));
    await signOut();
    await choose();
    const chosen = await confirmSignIn({ challengeResponse: kind });
    expect(chosen.nextStep.signInStep).toBe("CONFIRM_SIGN_IN_WITH_PASSWORD");
    await expectSignedIn(await confirmSignIn({ challengeResponse: PASSWORD }));
  });
});

describe("autoSignIn after signUp", () => {
  test("without a password", async () => {
    const { pool } = await aSite();
    const signedUp = await signUp({
      username: ADDRESS,
      options: { userAttributes: { email: ADDRESS }, autoSignIn: { authFlowType: "USER_AUTH" } },
    });
    expect(signedUp.nextStep).toMatchObject({ signUpStep: "CONFIRM_SIGN_UP" });
    const { code } = lastMessage(emulator(), { poolId: pool.Id, kind: "SignUp" });
    const confirmed = await confirmSignUp({ username: ADDRESS, confirmationCode: code });
    expect(confirmed.nextStep).toEqual({ signUpStep: "COMPLETE_AUTO_SIGN_IN" });
    await expectSignedIn(await autoSignIn());
  });
});
