// AdminResetUserPassword through the official SDK.
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  ConfirmForgotPasswordCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, aPool, PASSWORD, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();
const reset = (UserPoolId: string, Username: string) =>
  emulator().idp.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));
const inboxOf = (pool: { Id: string }) => emulator().inbox.list({ poolId: pool.Id });

const VERIFIED = { email: "ada@example.com", email_verified: "true" };
const OTHER = "An0ther-Horse!";

describe("AdminResetUserPassword", () => {
  it("makes the password useless until the user has chosen another with the code that is sent", async () => {
    const pool = await aPool(emulator());
    const client = await aClient(emulator(), pool);
    const key = { UserPoolId: pool.Id, Username: await aConfirmedUser(emulator(), pool, "ada", VERIFIED) };
    const { $metadata, ...answer } = await reset(pool.Id, "ada");
    expect(answer).toEqual({});

    const [message] = inboxOf(pool);
    expect(message).toMatchObject({
      username: "ada",
      medium: "EMAIL",
      to: "ada@example.com",
      kind: "ForgotPassword",
      subject: "Your password reset code",
      text: `Your password reset code is ${message?.code}`,
      code: expect.stringMatching(/^[0-9]{6}$/),
    });
    expect(message?.clientId).toBeUndefined();
    expect((await emulator().idp.send(new AdminGetUserCommand(key))).UserStatus).toBe("RESET_REQUIRED");
    await expect(signIn(emulator(), pool, client, "ada")).rejects.toMatchObject({
      name: "PasswordResetRequiredException",
    });

    await emulator().idp.send(
      new ConfirmForgotPasswordCommand({
        ClientId: client.ClientId,
        Username: "ada",
        ConfirmationCode: message?.code,
        Password: OTHER,
      }),
    );
    expect((await emulator().idp.send(new AdminGetUserCommand(key))).UserStatus).toBe("CONFIRMED");
    expect(await signIn(emulator(), pool, client, "ada", OTHER)).toHaveProperty("AccessToken");
  });

  it("sends a code that lives an hour, and another one when repeated", async () => {
    const pool = await aPool(emulator());
    const { ClientId } = await aClient(emulator(), pool);
    await aConfirmedUser(emulator(), pool, "ada", VERIFIED);
    const redeem = (ConfirmationCode: string | undefined) =>
      emulator().idp.send(
        new ConfirmForgotPasswordCommand({ ClientId, Username: "ada", ConfirmationCode, Password: OTHER }),
      );
    await reset(pool.Id, "ada");
    emulator().clock.advance({ minutes: 61 });
    await refusal(
      redeem(inboxOf(pool)[0]?.code),
      "ExpiredCodeException",
      "Invalid code provided, please request a code again.",
    );
    await reset(pool.Id, "ada");
    await redeem(inboxOf(pool)[1]?.code);
    emulator().clock.reset();
  });

  it("prefers the phone unless the pool recovers accounts otherwise", async () => {
    const both = { ...VERIFIED, phone_number: "+15555550100", phone_number_verified: "true" };
    const plain = await aPool(emulator());
    await aConfirmedUser(emulator(), plain, "ada", both);
    await reset(plain.Id, "ada");
    expect(inboxOf(plain)).toEqual([expect.objectContaining({ medium: "SMS", to: "+15555550100" })]);

    const byMail = await aPool(emulator(), {
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: "verified_phone_number", Priority: 2 },
          { Name: "verified_email", Priority: 1 },
        ],
      },
    });
    await aConfirmedUser(emulator(), byMail, "ada", both);
    await reset(byMail.Id, "ada");
    expect(inboxOf(byMail)).toEqual([expect.objectContaining({ medium: "EMAIL", to: "ada@example.com" })]);
  });
});

describe("AdminResetUserPassword refuses", () => {
  refusesUnknownUser(emulator, reset);

  it("a user without a verified address", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com" });
    await refusal(
      reset(pool.Id, "ada"),
      "InvalidParameterException",
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
  });

  it("a disabled user", async () => {
    const pool = await aPool(emulator());
    const key = { UserPoolId: pool.Id, Username: await aConfirmedUser(emulator(), pool, "ada", VERIFIED) };
    await emulator().idp.send(new AdminDisableUserCommand(key));
    await refusal(reset(pool.Id, "ada"), "NotAuthorizedException", "User is disabled.");
  });

  it("users who have not chosen a password yet, or not confirmed their account", async () => {
    const pool = await aPool(emulator());
    const { ClientId } = await aClient(emulator(), pool);
    await emulator().idp.send(new AdminCreateUserCommand({ UserPoolId: pool.Id, Username: "new" }));
    await emulator().idp.send(new SignUpCommand({ ClientId, Username: "unconfirmed", Password: PASSWORD }));
    for (const username of ["new", "unconfirmed"])
      await refusal(
        reset(pool.Id, username),
        "NotAuthorizedException",
        "User password cannot be reset in the current state.",
      );
  });

  it("pools whose users can't recover accounts themselves", async () => {
    const pool = await aPool(emulator(), {
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] },
    });
    await aConfirmedUser(emulator(), pool, "ada", VERIFIED);
    await refusal(
      reset(pool.Id, "ada"),
      "NotAuthorizedException",
      "Contact administrator to reset password.",
    );
  });
});
