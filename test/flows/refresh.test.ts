// Refreshing: what new tokens keep, when a refresh token ends, and how rotation replaces it.
import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminUpdateUserAttributesCommand,
  CreateGroupCommand,
  type CreateUserPoolClientCommandInput,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool, attributeList, type MadeClient } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, secretHash } from "../support/sign-in.js";
import { claimsOf } from "../support/tokens.js";

const emulator = useEmulator();

const ROTATING: Partial<CreateUserPoolClientCommandInput> = {
  ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
  RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 10 },
};

async function aSession(input: Partial<CreateUserPoolClientCommandInput> = {}) {
  const pool = await aPool(emulator());
  const client = await aClient(emulator(), pool, input);
  const username = await aConfirmedUser(emulator(), pool, "alice", { email: "alice@example.com" });
  const { AuthenticationResult: tokens } = await passwordAuth(emulator(), client, "alice");
  return { pool, client, username, tokens: tokens!, refreshToken: tokens!.RefreshToken! };
}

const refresh = (client: MadeClient, RefreshToken: string, ClientSecret?: string) =>
  emulator().idp.send(
    new GetTokensFromRefreshTokenCommand({ ClientId: client.ClientId, RefreshToken, ClientSecret }),
  );

const refreshFlow = (client: MadeClient, REFRESH_TOKEN: string, more: Record<string, string> = {}) =>
  initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN, ...more });

describe("new tokens", () => {
  test.each(["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"] as const)(
    "of %s come without a refresh token",
    async (flow) => {
      const { client, refreshToken } = await aSession();
      const { $metadata: _, ...answer } = await initiate(emulator(), client, flow, {
        REFRESH_TOKEN: refreshToken,
      });
      expect(answer).toEqual({
        ChallengeParameters: {},
        AuthenticationResult: {
          AccessToken: expect.any(String),
          IdToken: expect.any(String),
          ExpiresIn: 3600,
          TokenType: "Bearer",
        },
      });
    },
  );

  test("of an administrator's call are the same", async () => {
    const { pool, client, refreshToken } = await aSession();
    const { AuthenticationResult } = await emulator().idp.send(
      new AdminInitiateAuthCommand({
        UserPoolId: pool.Id,
        ClientId: client.ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: refreshToken },
      }),
    );
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("keep origin and time of the sign-in, and have ids and times of their own", async () => {
    const { client, tokens, refreshToken } = await aSession();
    emulator().clock.advance({ minutes: 30 });
    const { AuthenticationResult: fresh } = await refreshFlow(client, refreshToken);
    for (const kind of ["AccessToken", "IdToken"] as const) {
      const [before, after] = [claimsOf(tokens[kind]), claimsOf(fresh?.[kind])];
      for (const kept of ["sub", "origin_jti", "auth_time", "event_id", "iss", "token_use", "scope"])
        expect(after[kept]).toEqual(before[kept]);
      expect(after.jti).not.toBe(before.jti);
      expect(Number(after.iat) - Number(before.iat)).toBeGreaterThanOrEqual(1800);
      expect(Number(after.exp) - Number(after.iat)).toBe(3600);
    }
  });

  test("tell the user's present attributes and groups", async () => {
    const { pool, client, refreshToken } = await aSession();
    const user = { UserPoolId: pool.Id, Username: "alice" };
    const { idp } = emulator();
    await idp.send(new CreateGroupCommand({ UserPoolId: pool.Id, GroupName: "staff" }));
    await idp.send(new AdminAddUserToGroupCommand({ ...user, GroupName: "staff" }));
    await idp.send(
      new AdminUpdateUserAttributesCommand({ ...user, UserAttributes: attributeList({ nickname: "Al" }) }),
    );
    const { AuthenticationResult } = await refreshFlow(client, refreshToken);
    expect(claimsOf(AuthenticationResult?.IdToken)).toMatchObject({
      nickname: "Al",
      "cognito:groups": ["staff"],
    });
    expect(claimsOf(AuthenticationResult?.AccessToken)["cognito:groups"]).toEqual(["staff"]);
  });

  test("are accepted as the first ones were", async () => {
    const { client, refreshToken } = await aSession();
    const { AuthenticationResult } = await refresh(client, refreshToken);
    const user = await emulator().idp.send(
      new GetUserCommand({ AccessToken: AuthenticationResult?.AccessToken }),
    );
    expect(user.Username).toBe("alice");
  });
});

describe("a refresh token", () => {
  const INVALID = ["NotAuthorizedException", "Invalid Refresh Token"] as const;

  test("lives as long as the client says", async () => {
    const { client, refreshToken } = await aSession({
      RefreshTokenValidity: 90,
      TokenValidityUnits: { RefreshToken: "minutes" },
    });
    emulator().clock.advance({ minutes: 89 });
    await expect(refreshFlow(client, refreshToken)).resolves.toHaveProperty("AuthenticationResult");
    emulator().clock.advance({ minutes: 1 });
    for (const late of [refreshFlow(client, refreshToken), refresh(client, refreshToken)])
      await refusal(late, "NotAuthorizedException", "Refresh Token has expired");
  });

  test("lives 30 days by default, however often it is used", async () => {
    const { client, refreshToken } = await aSession();
    for (const days of [15, 14]) {
      emulator().clock.advance({ days });
      await expect(refresh(client, refreshToken)).resolves.toHaveProperty("AuthenticationResult");
    }
    emulator().clock.advance({ days: 1 });
    await refusal(refresh(client, refreshToken), "NotAuthorizedException", "Refresh Token has expired");
  });

  test("is known to its own client only", async () => {
    const { pool, refreshToken } = await aSession();
    const other = await aClient(emulator(), pool);
    await refusal(refreshFlow(other, refreshToken), ...INVALID);
    await refusal(refresh(other, refreshToken), ...INVALID);
  });

  test("can't be made up", async () => {
    const { client, refreshToken, tokens } = await aSession();
    await refusal(refreshFlow(client, `${refreshToken}x`), ...INVALID);
    await refusal(refreshFlow(client, tokens.AccessToken!), ...INVALID);
    await refusal(refresh(client, "garbage"), ...INVALID);
  });

  test("ends with its user", async () => {
    const { pool, client, refreshToken } = await aSession();
    const user = { UserPoolId: pool.Id, Username: "alice" };
    await emulator().idp.send(new AdminDisableUserCommand(user));
    await refusal(refreshFlow(client, refreshToken), "NotAuthorizedException", "User is disabled.");
    await emulator().idp.send(new AdminDeleteUserCommand(user));
    await refusal(refreshFlow(client, refreshToken), ...INVALID);
  });
});

describe("a client with a secret", () => {
  test("sends the hash over the canonical username to InitiateAuth", async () => {
    const pool = await aPool(emulator(), { UsernameAttributes: ["email"] });
    const client = await aClient(emulator(), pool, { GenerateSecret: true });
    const sub = await aConfirmedUser(emulator(), pool, "ann@example.com");
    const { AuthenticationResult } = await passwordAuth(emulator(), client, "ann@example.com", undefined, {
      SECRET_HASH: secretHash(client, "ann@example.com"),
    });
    const token = AuthenticationResult!.RefreshToken!;
    const hash = (name: string) => ({ SECRET_HASH: secretHash(client, name) });

    await refusal(
      refreshFlow(client, token),
      "NotAuthorizedException",
      `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await refusal(
      refreshFlow(client, token, hash("ann@example.com")),
      "NotAuthorizedException",
      `SecretHash does not match for the client: ${client.ClientId}`,
    );
    await expect(refreshFlow(client, token, hash(sub))).resolves.toHaveProperty("AuthenticationResult");
    await expect(
      refreshFlow(client, token, { ...hash("ann@example.com"), USERNAME: "ann@example.com" }),
    ).resolves.toHaveProperty("AuthenticationResult");
  });

  test("sends the secret itself to GetTokensFromRefreshToken", async () => {
    const pool = await aPool(emulator());
    const client = await aClient(emulator(), pool, { GenerateSecret: true });
    await aConfirmedUser(emulator(), pool, "alice");
    const { AuthenticationResult } = await passwordAuth(emulator(), client, "alice", undefined, {
      SECRET_HASH: secretHash(client, "alice"),
    });
    const token = AuthenticationResult!.RefreshToken!;
    for (const wrong of [undefined, "x".repeat(52)])
      await refusal(
        refresh(client, token, wrong),
        "NotAuthorizedException",
        `Unable to verify secret hash for client ${client.ClientId}`,
      );
    await expect(refresh(client, token, client.ClientSecret)).resolves.toHaveProperty("AuthenticationResult");
  });
});

describe("rotation", () => {
  const REUSED = ["RefreshTokenReuseException", "Refresh Token has been invalidated by rotation."] as const;

  test("is off unless asked for: GetTokensFromRefreshToken answers no refresh token", async () => {
    const { client, refreshToken } = await aSession();
    const { AuthenticationResult } = await refresh(client, refreshToken);
    expect(AuthenticationResult).not.toHaveProperty("RefreshToken");
    await expect(refresh(client, refreshToken)).resolves.toHaveProperty("AuthenticationResult");
  });

  test("gives a new token each time and keeps the old one for the grace period", async () => {
    const { client, tokens, refreshToken } = await aSession(ROTATING);
    const first = (await refresh(client, refreshToken)).AuthenticationResult;
    expect(first?.RefreshToken).toMatch(/^eyJjdHki/);
    expect(first?.RefreshToken).not.toBe(refreshToken);
    expect(claimsOf(first?.AccessToken).origin_jti).toBe(claimsOf(tokens.AccessToken).origin_jti);

    emulator().clock.advance({ seconds: 9 });
    const retried = (await refresh(client, refreshToken)).AuthenticationResult;
    expect(retried?.RefreshToken).not.toBe(first?.RefreshToken);
    emulator().clock.advance({ seconds: 1 });
    await refusal(refresh(client, refreshToken), ...REUSED);
    await expect(refresh(client, first!.RefreshToken!)).resolves.toHaveProperty("AuthenticationResult");
    await expect(refresh(client, retried!.RefreshToken!)).resolves.toHaveProperty("AuthenticationResult");
  });

  test("without a grace period lets one of two calls at the same time win", async () => {
    const { client, refreshToken } = await aSession({
      ...ROTATING,
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => refresh(client, refreshToken)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    await refusal(refresh(client, refreshToken), ...REUSED);
  });

  test("does not lengthen the session: the last token ends when the first would have", async () => {
    const { client, refreshToken } = await aSession({
      ...ROTATING,
      RefreshTokenValidity: 2,
      TokenValidityUnits: { RefreshToken: "hours" },
    });
    emulator().clock.advance({ minutes: 100 });
    const { AuthenticationResult } = await refresh(client, refreshToken);
    emulator().clock.advance({ minutes: 19 });
    const second = (await refresh(client, AuthenticationResult!.RefreshToken!)).AuthenticationResult;
    emulator().clock.advance({ minutes: 1 });
    await refusal(
      refresh(client, second!.RefreshToken!),
      "NotAuthorizedException",
      "Refresh Token has expired",
    );
  });

  test("refuses the flow that can't rotate", async () => {
    const { client, refreshToken } = await aSession(ROTATING);
    await refusal(
      refreshFlow(client, refreshToken),
      "InvalidParameterException",
      "REFRESH_TOKEN_AUTH flow not enabled for this client",
    );
  });
});
