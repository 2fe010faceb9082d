// Custom authentication through the client libraries that applications use, with and without the password first.
import { join } from "node:path";
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from "amazon-cognito-identity-js";
import { Amplify } from "aws-amplify";
import { confirmSignIn, fetchAuthSession, signIn, signOut } from "aws-amplify/auth";
import { describe, expect, test } from "vitest";
import { codeOf } from "../support/authenticator.js";
import {
  aConfirmedUser,
  signIn as adminSignIn,
  type MadeClient,
  type MadePool,
  PASSWORD,
} from "../support/builders.js";
import { enrol, setMfa, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { useTriggers } from "../triggers/obedient.js";

const file = join(import.meta.dirname, "../triggers/handlers/custom-auth.mjs");
const naming = join(import.meta.dirname, "../triggers/handlers/naming.mjs");
const { emulator, aSite } = useTriggers({
  triggers: {
    ...Object.fromEntries(["define", "create", "verify"].map((name) => [name, `${file}#${name}`])),
    nameToken: `${naming}#nameToken`,
  },
});
const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;
const RIDDLES = ["6 x 7", "opposite of black"] as const;

const FLOWS = ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"] as const;

/** A pool whose users are their addresses, and whose functions ask two riddles. */
async function aRiddleSite(define = "define") {
  const site = await aSite(
    {
      DefineAuthChallenge: arn(define),
      CreateAuthChallenge: arn("create"),
      VerifyAuthChallengeResponse: arn("verify"),
    },
    {},
    { UsernameAttributes: ["email"] },
    { ExplicitAuthFlows: [...FLOWS] },
  );
  return { ...site, sub: await aConfirmedUser(emulator(), site.pool, "ada@example.com") };
}

describe("amazon-cognito-identity-js", () => {
  interface Reached {
    readonly session?: CognitoUserSession;
    readonly challenge?: Record<string, string>;
  }

  function aUser(pool: MadePool, client: MadeClient) {
    const Pool = new CognitoUserPool({
      ...{ UserPoolId: pool.Id, ClientId: client.ClientId, endpoint: emulator().url },
    });
    const user = new CognitoUser({ Username: "ada@example.com", Pool });
    user.setAuthenticationFlowType("CUSTOM_AUTH");
    const reached = (call: (callbacks: Parameters<CognitoUser["authenticateUser"]>[1]) => void) =>
      new Promise<Reached>((resolve, reject) =>
        call({
          onSuccess: (session) => resolve({ session }),
          onFailure: reject,
          customChallenge: (challenge: Record<string, string>) => resolve({ challenge }),
        }),
      );
    const details = (Password?: string) =>
      new AuthenticationDetails({ Username: "ada@example.com", ...(Password && { Password }) });
    return {
      passwordless: () => reached((callbacks) => user.initiateAuth(details(), callbacks)),
      withPassword: (word = PASSWORD) =>
        reached((callbacks) => user.authenticateUser(details(word), callbacks)),
      answer: (text: string) => reached((callbacks) => user.sendCustomChallengeAnswer(text, callbacks)),
    };
  }

  test.each(["passwordless", "withPassword"] as const)("%s", async (way) => {
    const { pool, client, sub } = await aRiddleSite();
    const user = aUser(pool, client);
    const first = { question: RIDDLES[0], USERNAME: sub };
    expect(await user[way]()).toEqual({ challenge: first });
    expect(await user.answer("41")).toEqual({ challenge: first });
    expect(await user.answer("42")).toEqual({ challenge: { question: RIDDLES[1], USERNAME: sub } });
    const { session } = await user.answer("white");
    expect(session?.getAccessToken().payload).toMatchObject({ username: sub });
  });

  test("is refused a wrong password, and the third wrong answer", async () => {
    const { pool, client } = await aRiddleSite();
    const user = aUser(pool, client);
    await refusal(user.withPassword("Wr0ng-one!"), ...INCORRECT);
    await user.withPassword();
    for (const guess of ["1", "2"]) expect(await user.answer(guess)).toHaveProperty("challenge");
    await refusal(user.answer("3"), ...INCORRECT);
  });
});

describe("aws-amplify", () => {
  async function aConfiguredSite(define?: string) {
    const site = await aRiddleSite(define);
    const { pool, client } = site;
    Amplify.configure({
      Auth: {
        Cognito: {
          ...{ userPoolId: pool.Id, userPoolClientId: client.ClientId },
          userPoolEndpoint: emulator().url,
        },
      },
    });
    return site;
  }

  const ways = { CUSTOM_WITHOUT_SRP: {}, CUSTOM_WITH_SRP: { password: PASSWORD } } as const;
  const begin = (authFlowType: keyof typeof ways, password?: string) => {
    const secret = password === undefined ? ways[authFlowType] : { password };
    return signIn({ username: "ada@example.com", ...secret, options: { authFlowType } });
  };
  const asks = (question: string, USERNAME: string) => ({
    isSignedIn: false,
    nextStep: {
      signInStep: "CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE",
      additionalInfo: { question, USERNAME },
    },
  });

  test.each(["CUSTOM_WITHOUT_SRP", "CUSTOM_WITH_SRP"] as const)("%s", async (way) => {
    const { sub } = await aConfiguredSite();
    expect(await begin(way)).toEqual(asks(RIDDLES[0], sub));
    expect(await confirmSignIn({ challengeResponse: "41" })).toEqual(asks(RIDDLES[0], sub));
    expect(await confirmSignIn({ challengeResponse: "42" })).toEqual(asks(RIDDLES[1], sub));
    expect(await confirmSignIn({ challengeResponse: "white" })).toEqual({
      ...{ isSignedIn: true, nextStep: { signInStep: "DONE" } },
    });
    expect((await fetchAuthSession()).tokens?.accessToken.payload).toMatchObject({ username: sub });
    await signOut();
  });

  test("answers a second factor that the functions demand, which nobody can without the password", async () => {
    const { pool, client } = await aConfiguredSite("nameToken");
    await setMfa(emulator(), pool, "OPTIONAL", totpFactor);
    const { AccessToken } = await adminSignIn(emulator(), pool, client, "ada@example.com");
    const secret = await enrol(emulator(), AccessToken);
    const asked = { isSignedIn: false, nextStep: { signInStep: "CONFIRM_SIGN_IN_WITH_TOTP_CODE" } };
    const code = () => ({ challengeResponse: codeOf(emulator(), secret) });

    expect(await begin("CUSTOM_WITHOUT_SRP")).toEqual(asked);
    await refusal(
      confirmSignIn(code()),
      ...(["CodeMismatchException", "Invalid code or auth state for the user."] as const),
    );
    expect(await begin("CUSTOM_WITH_SRP")).toEqual(asked);
    expect(await confirmSignIn(code())).toMatchObject({ isSignedIn: true });
    await signOut();
  });

  test("is refused a wrong password", async () => {
    await aConfiguredSite();
    await refusal(begin("CUSTOM_WITH_SRP", "Wr0ng-one!"), ...INCORRECT);
  });
});
