// ListUserSessions and AdminListUserSessions: what is told of a session, which ones are listed, and to whom.
import {
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminListUserSessionsCommand,
  AdminUserGlobalSignOutCommand,
  InitiateAuthCommand,
  ListUserSessionsCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { aSignedInUser } from "../support/accounts.js";
import { aClient, aConfirmedUser, PASSWORD, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aTrackedPool, NOT_TRACKED, ownSessions, SESSION_ID, sessionsOf } from "../support/sessions.js";
import { initiate, passwordAuth } from "../support/sign-in.js";

const emulator = useEmulator({
  ipLocations: { "203.0.113.0/24": { country: "DE", city: "Berlin" } },
});

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

/** Signs in or refreshes as a browser would, or as a server for one of its users. */
async function fromBrowser(ClientId: string, AuthFlow: string, AuthParameters: object, userAgent = CHROME) {
  const answer = await fetch(emulator().url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth",
      "user-agent": userAgent,
    },
    body: JSON.stringify({ ClientId, AuthFlow, AuthParameters }),
  });
  const { AuthenticationResult } = (await answer.json()) as {
    AuthenticationResult: { AccessToken: string; RefreshToken: string };
  };
  return AuthenticationResult;
}

const seconds = (date: Date | undefined) => Math.floor(Number(date) / 1000);

describe("a session", () => {
  it("tells who is signed in where, since when, and with what", async () => {
    const { pool, client } = await aTrackedPool(emulator());
    const before = seconds(new Date(emulator().clock.now()));
    const { AccessToken } = await fromBrowser(client.ClientId, "USER_PASSWORD_AUTH", {
      USERNAME: "ada",
      PASSWORD,
    });
    const [session, ...more] = await ownSessions(emulator(), AccessToken);
    expect(more).toEqual([]);
    expect(session).toEqual({
      SessionId: expect.stringMatching(SESSION_ID),
      SessionType: "TOKEN",
      ClientId: client.ClientId,
      CreateDate: expect.any(Date),
      LastActiveDate: session?.CreateDate,
      DeviceType: "Chrome 126, Windows 10",
      LastIPAddress: "127.0.0.1",
      LastLocation: { Country: "unknown" },
      IsCurrentSession: true,
    });
    expect(seconds(session?.CreateDate)).toBeGreaterThanOrEqual(before);
    expect(await sessionsOf(emulator(), pool)).toEqual([{ ...session, IsCurrentSession: false }]);
  });

  it("shows the device and the moment of the last refresh", async () => {
    const { pool, client } = await aTrackedPool(emulator());
    const { RefreshToken } = await fromBrowser(client.ClientId, "USER_PASSWORD_AUTH", {
      USERNAME: "ada",
      PASSWORD,
    });
    const [before] = await sessionsOf(emulator(), pool);
    emulator().clock.advance({ minutes: 10 });
    const phone =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1";
    await fromBrowser(client.ClientId, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken }, phone);
    const [after] = await sessionsOf(emulator(), pool);
    expect(after).toEqual({
      ...before,
      LastActiveDate: expect.any(Date),
      DeviceType: "Safari 17, iOS 17",
    });
    expect(seconds(after?.LastActiveDate) - seconds(before?.LastActiveDate)).toBeGreaterThanOrEqual(600);
  });

  it("is of an unknown device where the program is no browser", async () => {
    const { pool, client } = await aTrackedPool(emulator());
    await passwordAuth(emulator(), client, "ada");
    expect(await sessionsOf(emulator(), pool)).toMatchObject([{ DeviceType: "unknown" }]);
  });

  it("is where its user's address is, as far as anybody said", async () => {
    const { pool, client } = await aTrackedPool(emulator(), 20, {}, { GenerateSecret: true });
    const { secretHash } = await import("../support/sign-in.js");
    const propagating = await aClient(emulator(), pool, {
      GenerateSecret: true,
      EnablePropagateAdditionalUserContextData: true,
    });
    expect(client.ClientId).not.toBe(propagating.ClientId);
    await emulator().idp.send(
      new InitiateAuthCommand({
        ClientId: propagating.ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "ada", PASSWORD, SECRET_HASH: secretHash(propagating, "ada") },
        UserContextData: { IpAddress: "203.0.113.9" },
      }),
    );
    expect(await sessionsOf(emulator(), pool)).toMatchObject([
      { LastIPAddress: "203.0.113.9", LastLocation: { City: "Berlin", Country: "Germany" } },
    ]);
  });
});

describe("the list", () => {
  it("has the sessions of all clients, the last one first, and marks the caller's", async () => {
    const { pool, client } = await aTrackedPool(emulator());
    const other = await aClient(emulator(), pool);
    const first = await signIn(emulator(), pool, client, "ada");
    emulator().clock.advance({ minutes: 1 });
    await signIn(emulator(), pool, other, "ada");
    const listed = await ownSessions(emulator(), first.AccessToken);
    expect(listed.map(({ ClientId, IsCurrentSession }) => [ClientId, IsCurrentSession])).toEqual([
      [other.ClientId, false],
      [client.ClientId, true],
    ]);
  });

  it("has nobody else's", async () => {
    const { pool, client } = await aTrackedPool(emulator());
    await aConfirmedUser(emulator(), pool, "bob");
    await signIn(emulator(), pool, client, "ada");
    const { AccessToken } = await signIn(emulator(), pool, client, "bob");
    expect(await ownSessions(emulator(), AccessToken)).toHaveLength(1);
    expect(await sessionsOf(emulator(), pool, "bob")).toHaveLength(1);
  });

  it("has no session whose refresh token was revoked or has expired, nor any after a global sign-out", async () => {
    const { pool, client } = await aTrackedPool(emulator(), 20, {}, { RefreshTokenValidity: 1 });
    const { RefreshToken } = await signIn(emulator(), pool, client, "ada");
    await emulator().idp.send(new RevokeTokenCommand({ ClientId: client.ClientId, Token: RefreshToken }));
    expect(await sessionsOf(emulator(), pool)).toEqual([]);

    await signIn(emulator(), pool, client, "ada");
    emulator().clock.advance({ days: 1 });
    expect(await sessionsOf(emulator(), pool)).toEqual([]);

    const user = { UserPoolId: pool.Id, Username: "ada" };
    await signIn(emulator(), pool, client, "ada");
    await emulator().idp.send(new AdminUserGlobalSignOutCommand(user));
    expect(await sessionsOf(emulator(), pool)).toEqual([]);

    await signIn(emulator(), pool, client, "ada");
    await emulator().idp.send(new AdminDisableUserCommand(user));
    await emulator().idp.send(new AdminEnableUserCommand(user));
    expect(await sessionsOf(emulator(), pool)).toEqual([]);
  });

  it("keeps a session whose refresh token rotates", async () => {
    const { pool, client } = await aTrackedPool(
      emulator(),
      20,
      {},
      {
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED" },
      },
    );
    const { AuthenticationResult } = await passwordAuth(emulator(), client, "ada");
    const [before] = await sessionsOf(emulator(), pool);
    const { GetTokensFromRefreshTokenCommand } = await import("@aws-sdk/client-cognito-identity-provider");
    await emulator().idp.send(
      new GetTokensFromRefreshTokenCommand({
        ClientId: client.ClientId,
        RefreshToken: AuthenticationResult?.RefreshToken,
      }),
    );
    expect(await sessionsOf(emulator(), pool)).toMatchObject([{ SessionId: before?.SessionId }]);
  });

  it("fits on one page, so that every token of a page is wrong", async () => {
    const { pool, client } = await aTrackedPool(emulator(), 100);
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    const user = { UserPoolId: pool.Id, Username: "ada" };
    const wrong = ["InvalidParameterException", "Invalid pagination token given."] as const;
    const NextToken = "next";
    await refusal(emulator().idp.send(new ListUserSessionsCommand({ AccessToken, NextToken })), ...wrong);
    await refusal(emulator().idp.send(new AdminListUserSessionsCommand({ ...user, NextToken })), ...wrong);
  });
});

describe("refuses", () => {
  it("pools that track no sessions", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator());
    await refusal(ownSessions(emulator(), AccessToken), ...NOT_TRACKED);
    await refusal(sessionsOf(emulator(), pool), ...NOT_TRACKED);
  });

  it("bad tokens", async () => {
    await refusesBadTokens(emulator(), (AccessToken) => ownSessions(emulator(), AccessToken));
  });

  it("users and pools that do not exist", async () => {
    const { pool } = await aTrackedPool(emulator());
    await refusal(sessionsOf(emulator(), pool, "nobody"), "UserNotFoundException", "User does not exist.");
    await refusal(
      sessionsOf(emulator(), { Id: "us-east-1_nothing00" }),
      "ResourceNotFoundException",
      "User pool us-east-1_nothing00 does not exist.",
    );
  });
});

it("leaves sign-in as it is where nobody tracks", async () => {
  const { pool, client } = await aSignedInUser(emulator());
  const { RefreshToken } = await signIn(emulator(), pool, client, "ada");
  const refreshed = await initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken });
  expect(refreshed.AuthenticationResult).toBeDefined();
});
