// The client libraries that applications use sign users in as they are, but for their endpoint.
import { AdminCreateUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from "amazon-cognito-identity-js";
import { Amplify } from "aws-amplify";
import { fetchAuthSession, getCurrentUser, signIn, signOut } from "aws-amplify/auth";
import { describe, expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;

type Pool = Awaited<ReturnType<typeof aPool>>;
type Client = Awaited<ReturnType<typeof aClient>>;

async function aSite(input: Parameters<typeof aPool>[1] = {}) {
  const pool = await aPool(emulator(), input);
  return { pool, client: await aClient(emulator(), pool) };
}

describe("amazon-cognito-identity-js", () => {
  const userOf = (pool: Pool, client: Client, Username: string) =>
    new CognitoUser({
      Username,
      Pool: new CognitoUserPool({
        UserPoolId: pool.Id,
        ClientId: client.ClientId,
        endpoint: emulator().url,
      }),
    });

  const authenticate = (user: CognitoUser, Username: string, Password = PASSWORD) =>
    new Promise<{ session?: CognitoUserSession; newPassword?: Record<string, string> }>((resolve, reject) => {
      user.authenticateUser(new AuthenticationDetails({ Username, Password }), {
        onSuccess: (session) => resolve({ session }),
        onFailure: reject,
        newPasswordRequired: (newPassword) => resolve({ newPassword }),
      });
    });

  test("signs in by name and by address, refreshes and signs out", async () => {
    const { pool, client } = await aSite({ AliasAttributes: ["email"] });
    await aConfirmedUser(emulator(), pool, "alice", { email: "alice@example.com", email_verified: "true" });
    for (const name of ["alice", "alice@example.com"]) {
      const user = userOf(pool, client, name);
      const { session } = await authenticate(user, name);
      expect(session?.getIdToken().payload).toMatchObject({ "cognito:username": "alice", token_use: "id" });

      const refreshed = await new Promise<CognitoUserSession>((resolve, reject) =>
        user.refreshSession(session!.getRefreshToken(), (error, result) =>
          error ? reject(error) : resolve(result),
        ),
      );
      expect(refreshed.getAccessToken().payload.origin_jti).toBe(
        session?.getAccessToken().payload.origin_jti,
      );
      await expect(
        new Promise((resolve, reject) => user.globalSignOut({ onSuccess: resolve, onFailure: reject })),
      ).resolves.toBe("SUCCESS");
    }
  });

  test("is refused a wrong password", async () => {
    const { pool, client } = await aSite();
    await aConfirmedUser(emulator(), pool, "alice");
    await refusal(authenticate(userOf(pool, client, "alice"), "alice", "Wr0ng-one!"), ...INCORRECT);
  });

  test("completes a new password", async () => {
    const { pool, client } = await aSite();
    await emulator().idp.send(
      new AdminCreateUserCommand({
        UserPoolId: pool.Id,
        Username: "nora",
        TemporaryPassword: "Temp0rary-one!",
        MessageAction: "SUPPRESS",
      }),
    );
    const user = userOf(pool, client, "nora");
    expect(await authenticate(user, "nora", "Temp0rary-one!")).toHaveProperty("newPassword");
    const session = await new Promise<CognitoUserSession>((resolve, reject) =>
      user.completeNewPasswordChallenge(PASSWORD, {}, { onSuccess: resolve, onFailure: reject }),
    );
    expect(session.isValid()).toBe(true);
    await expect(authenticate(userOf(pool, client, "nora"), "nora")).resolves.toHaveProperty("session");
  });
});

test("aws-amplify signs in, refreshes and signs out everywhere", async () => {
  const { pool, client } = await aSite({ UsernameAttributes: ["email"] });
  const sub = await aConfirmedUser(emulator(), pool, "ann@example.com");
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: pool.Id,
        userPoolClientId: client.ClientId,
        userPoolEndpoint: emulator().url,
      },
    },
  });

  await refusal(signIn({ username: "ann@example.com", password: "Wr0ng-one!" }), ...INCORRECT);
  const { isSignedIn } = await signIn({ username: "ann@example.com", password: PASSWORD });
  expect(isSignedIn).toBe(true);
  expect(await getCurrentUser()).toMatchObject({ userId: sub, username: sub });
  const before = (await fetchAuthSession()).tokens;
  const after = (await fetchAuthSession({ forceRefresh: true })).tokens;
  expect(after?.accessToken.payload.jti).not.toBe(before?.accessToken.payload.jti);
  expect(after?.accessToken.payload.origin_jti).toBe(before?.accessToken.payload.origin_jti);

  await signOut({ global: true });
  await expect(fetchAuthSession()).resolves.not.toHaveProperty("tokens.accessToken");
  await expect(getCurrentUser()).rejects.toMatchObject({ name: "UserUnAuthenticatedException" });
});
