// Tokens that end before their time: revoked one by one, all at once, or with their user.
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminUserGlobalSignOutCommand,
  type CreateUserPoolClientCommandInput,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool, type MadeClient } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth } from "../support/sign-in.js";
import { claimsOf } from "../support/tokens.js";

const emulator = useEmulator();

const REVOKED = ["NotAuthorizedException", "Access Token has been revoked"] as const;
const REFRESH_REVOKED = ["NotAuthorizedException", "Refresh Token has been revoked"] as const;

interface Tokens {
  AccessToken: string;
  IdToken: string;
  RefreshToken: string;
}

async function aSite(input: Partial<CreateUserPoolClientCommandInput> = {}) {
  const pool = await aPool(emulator());
  const client = await aClient(emulator(), pool, input);
  await aConfirmedUser(emulator(), pool, "alice");
  return { pool, client, alice: { UserPoolId: pool.Id, Username: "alice" } };
}

const tokensOf = async (client: MadeClient): Promise<Tokens> =>
  (await passwordAuth(emulator(), client, "alice")).AuthenticationResult as Tokens;

const getUser = (AccessToken: string) => emulator().idp.send(new GetUserCommand({ AccessToken }));

const refresh = (client: MadeClient, REFRESH_TOKEN: string) =>
  initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN });

const revoke = (client: MadeClient, Token: string, ClientSecret?: string) =>
  emulator().idp.send(new RevokeTokenCommand({ ClientId: client.ClientId, Token, ClientSecret }));

describe("RevokeToken", () => {
  test("ends all tokens of one sign-in and none of another", async () => {
    const { client } = await aSite();
    const [ended, kept] = [await tokensOf(client), await tokensOf(client)];
    const descendant = (await refresh(client, ended.RefreshToken)).AuthenticationResult as Tokens;

    await revoke(client, ended.RefreshToken);
    await refusal(getUser(ended.AccessToken), ...REVOKED);
    await refusal(getUser(descendant.AccessToken), ...REVOKED);
    await refusal(refresh(client, ended.RefreshToken), ...REFRESH_REVOKED);
    await expect(getUser(kept.AccessToken)).resolves.toHaveProperty("Username", "alice");
    await expect(refresh(client, kept.RefreshToken)).resolves.toHaveProperty("AuthenticationResult");
  });

  test("is content with a token that is revoked, expired or unknown", async () => {
    const { client } = await aSite();
    const { RefreshToken } = await tokensOf(client);
    await revoke(client, RefreshToken);
    await expect(revoke(client, RefreshToken)).resolves.toBeDefined();
    await expect(revoke(client, "what.is.this.token.then")).resolves.toBeDefined();
  });

  test("takes refresh tokens only", async () => {
    const { client } = await aSite();
    const { AccessToken, IdToken } = await tokensOf(client);
    for (const token of [AccessToken, IdToken])
      await refusal(revoke(client, token), "UnsupportedTokenTypeException", "Unsupported token type");
    await expect(getUser(AccessToken)).resolves.toBeDefined();
  });

  test("needs a client that allows it", async () => {
    const { client } = await aSite({ EnableTokenRevocation: false });
    const { RefreshToken } = await tokensOf(client);
    await refusal(
      revoke(client, RefreshToken),
      "UnsupportedOperationException",
      "Token revocation is not enabled for this client.",
    );
    await expect(refresh(client, RefreshToken)).resolves.toBeDefined();
  });

  test("of another client's token leaves it alone", async () => {
    const { pool, client } = await aSite();
    const other = await aClient(emulator(), pool);
    const { RefreshToken } = await tokensOf(client);
    await refusal(
      revoke(other, RefreshToken),
      "UnauthorizedException",
      "The token was not issued to this client.",
    );
    await expect(refresh(client, RefreshToken)).resolves.toBeDefined();
  });
});

describe.each([true, false])("with EnableTokenRevocation %s", (EnableTokenRevocation) => {
  test("tokens name their sign-in or do not", async () => {
    const { client } = await aSite({ EnableTokenRevocation });
    const { AccessToken, IdToken } = await tokensOf(client);
    const named = EnableTokenRevocation ? expect.any(String) : undefined;
    expect(claimsOf(AccessToken).origin_jti).toEqual(named);
    expect(claimsOf(AccessToken).jti).toEqual(expect.any(String));
    expect(claimsOf(IdToken).origin_jti).toEqual(named);
    expect(claimsOf(IdToken).jti).toEqual(named);
  });

  test("a global sign-out ends every token of the user, of every client, and no later one", async () => {
    const { pool, client, alice } = await aSite({ EnableTokenRevocation });
    const second = await aClient(emulator(), pool, { EnableTokenRevocation });
    for (const signOut of [
      (token: string) => new GlobalSignOutCommand({ AccessToken: token }),
      () => new AdminUserGlobalSignOutCommand(alice),
    ]) {
      const [here, there] = [await tokensOf(client), await tokensOf(second)];
      await expect(getUser(there.AccessToken)).resolves.toBeDefined();
      await emulator().idp.send(signOut(here.AccessToken) as GlobalSignOutCommand);
      for (const [who, tokens] of [
        [client, here],
        [second, there],
      ] as const) {
        await refusal(getUser(tokens.AccessToken), ...REVOKED);
        await refusal(refresh(who, tokens.RefreshToken), ...REFRESH_REVOKED);
      }
      // At once: no clock has moved.
      const later = await tokensOf(client);
      await expect(getUser(later.AccessToken)).resolves.toHaveProperty("Username", "alice");
    }
  });

  test("a global sign-out leaves other users alone", async () => {
    const { pool, client, alice } = await aSite({ EnableTokenRevocation });
    await aConfirmedUser(emulator(), pool, "bob");
    const bob = (await passwordAuth(emulator(), client, "bob")).AuthenticationResult as Tokens;
    await emulator().idp.send(new AdminUserGlobalSignOutCommand(alice));
    await expect(getUser(bob.AccessToken)).resolves.toHaveProperty("Username", "bob");
  });

  test("disabling a user ends the tokens, and enabling does not bring them back", async () => {
    const { client, alice } = await aSite({ EnableTokenRevocation });
    const { AccessToken, RefreshToken } = await tokensOf(client);
    await emulator().idp.send(new AdminDisableUserCommand(alice));
    await refusal(getUser(AccessToken), "NotAuthorizedException", "User is disabled.");
    await emulator().idp.send(new AdminEnableUserCommand(alice));
    await refusal(getUser(AccessToken), ...REVOKED);
    await refusal(refresh(client, RefreshToken), ...REFRESH_REVOKED);
  });
});

describe("an access token", () => {
  test("ends on time, and not before", async () => {
    const { client } = await aSite({
      AccessTokenValidity: 5,
      TokenValidityUnits: { AccessToken: "minutes" },
    });
    const { clock } = emulator();
    const issued = await passwordAuth(emulator(), client, "alice");
    expect(issued.AuthenticationResult?.ExpiresIn).toBe(300);
    const token = issued.AuthenticationResult!.AccessToken!;
    clock.advance({ minutes: 5, seconds: -5 });
    await expect(getUser(token)).resolves.toBeDefined();
    clock.advance({ seconds: 5 });
    await refusal(getUser(token), "NotAuthorizedException", "Access Token has expired");
  });

  test("that a refresh gave at the last moment outlives its refresh token", async () => {
    const { client } = await aSite({
      RefreshTokenValidity: 60,
      TokenValidityUnits: { RefreshToken: "minutes" },
    });
    const { RefreshToken } = await tokensOf(client);
    emulator().clock.advance({ minutes: 50 });
    const last = (await refresh(client, RefreshToken)).AuthenticationResult as Tokens;
    emulator().clock.advance({ minutes: 30 });
    await refusal(refresh(client, RefreshToken), "NotAuthorizedException", "Refresh Token has expired");
    // Later sign-ins clear away what has ended long ago.
    for (let i = 0; i < 3; i++) await tokensOf(client);
    await expect(getUser(last.AccessToken)).resolves.toBeDefined();
  });

  test("of a deleted user, client or pool is worth nothing", async () => {
    const { pool, client, alice } = await aSite();
    const other = await aClient(emulator(), pool);
    const [ofUser, ofClient] = [await tokensOf(client), await tokensOf(other)];
    await emulator().idp.send(
      new DeleteUserPoolClientCommand({ UserPoolId: pool.Id, ClientId: other.ClientId }),
    );
    await refusal(
      getUser(ofClient.AccessToken),
      "ResourceNotFoundException",
      `User pool client ${other.ClientId} does not exist.`,
    );
    await emulator().idp.send(new AdminDeleteUserCommand(alice));
    await refusal(getUser(ofUser.AccessToken), "UserNotFoundException", "User does not exist.");
    await emulator().idp.send(new DeleteUserPoolCommand({ UserPoolId: pool.Id }));
    await refusal(
      getUser(ofUser.AccessToken),
      "NotAuthorizedException",
      "Could not verify signature for Access Token",
    );
  });

  test("must be one, whole and unchanged", async () => {
    const { client } = await aSite();
    const { AccessToken, IdToken, RefreshToken } = await tokensOf(client);
    const [header, body, signature = ""] = AccessToken.split(".");
    const INVALID = ["NotAuthorizedException", "Invalid Access Token"] as const;
    const UNVERIFIED = ["NotAuthorizedException", "Could not verify signature for Access Token"] as const;
    await expect(getUser(AccessToken)).resolves.toBeDefined();

    for (const token of ["garbage", IdToken, RefreshToken, `${header}.${body}.`])
      await refusal(getUser(token), ...INVALID);
    const forged = Buffer.from(JSON.stringify({ ...claimsOf(AccessToken), username: "root" }));
    await refusal(getUser(`${header}.${forged.toString("base64url")}.${signature}`), ...UNVERIFIED);
    const flipped = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    await refusal(getUser(`${header}.${body}.${flipped}`), ...UNVERIFIED);
    const foreign = Buffer.from('{"kid":"bm90aGluZw==","alg":"RS256"}').toString("base64url");
    await refusal(getUser(`${foreign}.${body}.${signature}`), ...UNVERIFIED);
    const none = Buffer.from('{"kid":"bm90aGluZw==","alg":"none"}').toString("base64url");
    await refusal(getUser(`${none}.${body}.${signature}`), ...INVALID);
  });
});
