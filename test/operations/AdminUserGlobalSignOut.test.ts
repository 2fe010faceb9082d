// AdminUserGlobalSignOut: whom it finds. What it ends has tests in flows/revocation.
import { AdminUserGlobalSignOutCommand, GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth } from "../support/sign-in.js";

const emulator = useEmulator();

const signOut = (UserPoolId: string, Username: string) =>
  emulator().idp.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));

test("finds a user by any name, and has nothing against one who is not signed in", async () => {
  const pool = await aPool(emulator(), { UsernameAttributes: ["email"] });
  const client = await aClient(emulator(), pool);
  const sub = await aConfirmedUser(emulator(), pool, "ann@example.com");
  for (const name of ["ann@example.com", sub]) {
    const { AuthenticationResult } = await passwordAuth(emulator(), client, sub);
    const { $metadata: _, ...answer } = await signOut(pool.Id, name);
    expect(answer).toEqual({});
    await refusal(
      emulator().idp.send(new GetUserCommand({ AccessToken: AuthenticationResult?.AccessToken })),
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    await expect(signOut(pool.Id, name)).resolves.toBeDefined();
  }
});

test("refuses pools and users that do not exist", async () => {
  const pool = await aPool(emulator());
  await refusal(signOut(pool.Id, "nobody"), "UserNotFoundException", "User does not exist.");
  await refusal(
    signOut("us-east-1_Nothing00", "alice"),
    "ResourceNotFoundException",
    "User pool us-east-1_Nothing00 does not exist.",
  );
});
