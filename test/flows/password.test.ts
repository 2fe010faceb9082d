// Signing in with the password itself: what each state of an account answers, and who may learn of it.
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool, attributeList, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { anUnconfirmedUser, passwordAuth } from "../support/sign-in.js";

const emulator = useEmulator();

const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;

async function aSite(input: Parameters<typeof aPool>[1] = {}, client: Parameters<typeof aClient>[2] = {}) {
  const pool = await aPool(emulator(), input);
  return { pool, client: await aClient(emulator(), pool, client) };
}

test("the right password gives tokens, and nothing but tokens", async () => {
  const { pool, client } = await aSite();
  await aConfirmedUser(emulator(), pool, "alice");
  const { $metadata: _, ...answer } = await passwordAuth(emulator(), client, "alice");
  expect(answer).toEqual({
    ChallengeParameters: {},
    AuthenticationResult: {
      AccessToken: expect.any(String),
      IdToken: expect.any(String),
      RefreshToken: expect.stringMatching(/^eyJjdHkiOiJKV1QiLC[\w-]+(\.[\w-]+){4}$/),
      ExpiresIn: 3600,
      TokenType: "Bearer",
    },
  });
});

test("a wrong password is refused, also right after the right one", async () => {
  const { pool, client } = await aSite();
  await aConfirmedUser(emulator(), pool, "alice");
  await passwordAuth(emulator(), client, "alice");
  await refusal(passwordAuth(emulator(), client, "alice", `${PASSWORD}x`), ...INCORRECT);
  await refusal(passwordAuth(emulator(), client, "alice", PASSWORD.toLowerCase()), ...INCORRECT);
});

test("every name of a user signs in; in an e-mail pool the address, in whatever case, and the sub", async () => {
  const { pool, client } = await aSite({
    UsernameAttributes: ["email"],
    UsernameConfiguration: { CaseSensitive: false },
  });
  const sub = await aConfirmedUser(emulator(), pool, "ann@example.com");
  for (const name of ["ann@example.com", "Ann@Example.com", sub]) {
    const { AuthenticationResult } = await passwordAuth(emulator(), client, name);
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  }
});

test("a case-sensitive pool does not fold names", async () => {
  const { pool, client } = await aSite({ UsernameConfiguration: { CaseSensitive: true } });
  await aConfirmedUser(emulator(), pool, "alice");
  await refusal(passwordAuth(emulator(), client, "Alice"), "UserNotFoundException", "User does not exist.");
});

test("an unknown user is named as such unless the client hides who exists", async () => {
  const { client: open } = await aSite({}, { PreventUserExistenceErrors: "LEGACY" });
  await refusal(passwordAuth(emulator(), open, "nobody"), "UserNotFoundException", "User does not exist.");
  const { client: discreet } = await aSite({}, { PreventUserExistenceErrors: "ENABLED" });
  await refusal(passwordAuth(emulator(), discreet, "nobody"), ...INCORRECT);
});

test("an unconfirmed user is told so only after the right password", async () => {
  const { client } = await aSite();
  await anUnconfirmedUser(emulator(), client, "ulla");
  await refusal(passwordAuth(emulator(), client, "ulla", "Wr0ng-one!"), ...INCORRECT);
  await refusal(
    passwordAuth(emulator(), client, "ulla"),
    "UserNotConfirmedException",
    "User is not confirmed.",
  );
});

test("a disabled user is refused before the password is looked at, and let in when enabled again", async () => {
  const { pool, client } = await aSite();
  await aConfirmedUser(emulator(), pool, "dora");
  const dora = { UserPoolId: pool.Id, Username: "dora" };
  await emulator().idp.send(new AdminDisableUserCommand(dora));
  for (const password of [PASSWORD, "Wr0ng-one!"])
    await refusal(
      passwordAuth(emulator(), client, "dora", password),
      "NotAuthorizedException",
      "User is disabled.",
    );
  await emulator().idp.send(new AdminEnableUserCommand(dora));
  await expect(passwordAuth(emulator(), client, "dora")).resolves.toHaveProperty("AuthenticationResult");
});

test("a user whose password was reset has to set a new one", async () => {
  const { pool, client } = await aSite({ AutoVerifiedAttributes: ["email"] });
  await aConfirmedUser(emulator(), pool, "rosa", { email: "rosa@example.com", email_verified: "true" });
  await emulator().idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username: "rosa" }));
  for (const password of [PASSWORD, "Wr0ng-one!"])
    await refusal(
      passwordAuth(emulator(), client, "rosa", password),
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
});

test("a temporary password ends when its days are over", async () => {
  const { pool, client } = await aSite({
    Policies: { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays: 2 } },
  });
  await emulator().idp.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.Id,
      Username: "theo",
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
      UserAttributes: attributeList({}),
    }),
  );
  const { clock } = emulator();
  clock.advance({ days: 2, seconds: -5 });
  expect((await passwordAuth(emulator(), client, "theo")).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  clock.advance({ seconds: 10 });
  await refusal(
    passwordAuth(emulator(), client, "theo"),
    "NotAuthorizedException",
    "Temporary password has expired and must be reset by an administrator.",
  );
  await refusal(passwordAuth(emulator(), client, "theo", "Wr0ng-one!"), ...INCORRECT);
});

test("the administrator's flows sign in under both of their names", async () => {
  const { pool, client } = await aSite({}, { ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] });
  await aConfirmedUser(emulator(), pool, "alice");
  for (const AuthFlow of ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] as const) {
    const answer = await emulator().idp.send(
      new AdminInitiateAuthCommand({
        UserPoolId: pool.Id,
        ClientId: client.ClientId,
        AuthFlow,
        AuthParameters: { USERNAME: "alice", PASSWORD },
      }),
    );
    expect(answer.AuthenticationResult?.IdToken).toBeDefined();
  }
});
