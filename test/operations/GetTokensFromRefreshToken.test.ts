// GetTokensFromRefreshToken: whom it serves. Lifetimes, rotation and reuse have tests in flows/refresh.
import { GetTokensFromRefreshTokenCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth } from "../support/sign-in.js";

const emulator = useEmulator();

const refresh = (ClientId: string, RefreshToken: string) =>
  emulator().idp.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }));

test("gives tokens, also to a client whose flows do not list refreshing", async () => {
  const pool = await aPool(emulator());
  const client = await aClient(emulator(), pool, { ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] });
  await aConfirmedUser(emulator(), pool, "alice");
  const { AuthenticationResult } = await passwordAuth(emulator(), client, "alice");
  const { $metadata: _, ...answer } = await refresh(client.ClientId, AuthenticationResult!.RefreshToken!);
  expect(answer).toEqual({
    AuthenticationResult: {
      AccessToken: expect.any(String),
      IdToken: expect.any(String),
      ExpiresIn: 3600,
      TokenType: "Bearer",
    },
  });
});

test("refuses a client that does not exist", async () => {
  await refusal(
    refresh("nothing", "token"),
    "ResourceNotFoundException",
    "User pool client nothing does not exist.",
  );
});

test("refuses a token that it never issued", async () => {
  const { ClientId } = await aClient(emulator(), await aPool(emulator()));
  await refusal(refresh(ClientId, "token"), "NotAuthorizedException", "Invalid Refresh Token");
});
