// GlobalSignOut: needs a good access token. What it ends has tests in flows/revocation.
import { AdminDeleteUserCommand, GlobalSignOutCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth } from "../support/sign-in.js";

const emulator = useEmulator();

const signOut = (AccessToken: string | undefined) =>
  emulator().idp.send(new GlobalSignOutCommand({ AccessToken }));

test("works once for a token, and answers nothing", async () => {
  const pool = await aPool(emulator());
  const client = await aClient(emulator(), pool);
  await aConfirmedUser(emulator(), pool, "alice");
  const { AuthenticationResult } = await passwordAuth(emulator(), client, "alice");
  const { $metadata: _, ...answer } = await signOut(AuthenticationResult?.AccessToken);
  expect(answer).toEqual({});
  await refusal(
    signOut(AuthenticationResult?.AccessToken),
    "NotAuthorizedException",
    "Access Token has been revoked",
  );
});

test("refuses what is no access token, or an old one", async () => {
  const pool = await aPool(emulator());
  const client = await aClient(emulator(), pool);
  await aConfirmedUser(emulator(), pool, "alice");
  const { AuthenticationResult } = await passwordAuth(emulator(), client, "alice");
  await refusal(signOut(AuthenticationResult?.IdToken), "NotAuthorizedException", "Invalid Access Token");
  emulator().clock.advance({ hours: 1 });
  await refusal(
    signOut(AuthenticationResult?.AccessToken),
    "NotAuthorizedException",
    "Access Token has expired",
  );
});

test("refuses the token of a user who was deleted with an error that its model has", async () => {
  const pool = await aPool(emulator());
  const client = await aClient(emulator(), pool);
  await aConfirmedUser(emulator(), pool, "alice");
  const { AuthenticationResult } = await passwordAuth(emulator(), client, "alice");
  await emulator().idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username: "alice" }));
  await refusal(
    signOut(AuthenticationResult?.AccessToken),
    "NotAuthorizedException",
    "Access Token has been revoked",
  );
});
