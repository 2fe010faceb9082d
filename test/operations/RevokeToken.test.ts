// RevokeToken: which clients may revoke. What a revocation ends has tests in flows/revocation.
import { RevokeTokenCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

const revoke = (ClientId: string, Token: string, ClientSecret?: string) =>
  emulator().idp.send(new RevokeTokenCommand({ ClientId, Token, ClientSecret }));

test("a client with a secret has to send it", async () => {
  const pool = await aPool(emulator());
  const client = await aClient(emulator(), pool, { GenerateSecret: true });
  await aConfirmedUser(emulator(), pool, "alice");
  const hash = { SECRET_HASH: secretHash(client, "alice") };
  const { AuthenticationResult } = await passwordAuth(emulator(), client, "alice", undefined, hash);
  const token = AuthenticationResult!.RefreshToken!;
  const refresh = () => initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: token, ...hash });

  for (const wrong of [undefined, "x".repeat(52)])
    await refusal(
      revoke(client.ClientId, token, wrong),
      "UnauthorizedException",
      "Client authentication failed.",
    );
  await expect(refresh()).resolves.toBeDefined();
  await revoke(client.ClientId, token, client.ClientSecret);
  await refusal(refresh(), "NotAuthorizedException", "Refresh Token has been revoked");
});

test("a client that does not exist can't revoke", async () => {
  await refusal(
    revoke("nothing", "token"),
    "UnauthorizedException",
    "User pool client nothing does not exist.",
  );
});
