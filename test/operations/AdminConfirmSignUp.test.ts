// AdminConfirmSignUp through the official SDK.
import {
  AdminConfirmSignUpCommand,
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  type CreateUserPoolCommandInput,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, aPool, attributeList, PASSWORD, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();
const confirm = (UserPoolId: string, Username: string) =>
  emulator().idp.send(new AdminConfirmSignUpCommand({ UserPoolId, Username }));

async function aSignedUpUser(settings: Partial<CreateUserPoolCommandInput> = {}) {
  const pool = await aPool(emulator(), { AutoVerifiedAttributes: ["email"], ...settings });
  const client = await aClient(emulator(), pool);
  await emulator().idp.send(
    new SignUpCommand({
      ClientId: client.ClientId,
      Username: "ada",
      Password: PASSWORD,
      UserAttributes: attributeList({ email: "ada@example.com" }),
    }),
  );
  return { pool, client };
}

describe("AdminConfirmSignUp", () => {
  it("accepts a signed-up user, who may sign in; the address stays unverified", async () => {
    const { pool, client } = await aSignedUpUser();
    const { $metadata, ...answer } = await confirm(pool.Id, "ada");
    expect(answer).toEqual({});

    const user = await emulator().idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    expect(user.UserStatus).toBe("CONFIRMED");
    expect(user.UserAttributes).not.toContainEqual({ Name: "email_verified", Value: "true" });
    expect(await signIn(emulator(), pool, client, "ada")).toHaveProperty("AccessToken");
  });

  it("makes the code that was sent useless", async () => {
    const { pool, client } = await aSignedUpUser();
    const code = emulator().inbox.list({ poolId: pool.Id })[0]?.code;
    await confirm(pool.Id, "ada");
    await refusal(
      emulator().idp.send(
        new ConfirmSignUpCommand({ ClientId: client.ClientId, Username: "ada", ConfirmationCode: code }),
      ),
      "NotAuthorizedException",
      "User cannot be confirmed. Current status is CONFIRMED",
    );
  });

  it("refuses to confirm twice, or who never signed up", async () => {
    const { pool } = await aSignedUpUser();
    await confirm(pool.Id, "ada");
    await aConfirmedUser(emulator(), pool, "bea");
    for (const username of ["ada", "bea"])
      await refusal(
        confirm(pool.Id, username),
        "NotAuthorizedException",
        "User cannot be confirmed. Current status is CONFIRMED",
      );
  });

  describe("refuses", () => {
    refusesUnknownUser(emulator, confirm);
  });
});
