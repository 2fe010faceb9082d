// ForgotPassword through the official SDK.
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import {
  account,
  aPoolAndClient,
  lastMessage,
  output,
  type PoolInput,
  SMS,
  signUp,
} from "../support/accounts.js";
import { aConfirmedUser, attributeList, PASSWORD, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

const forgot = ({ ClientId }: { ClientId: string }, Username: string, SecretHash?: string) =>
  emulator().idp.send(new ForgotPasswordCommand({ ClientId, Username, SecretHash }));

const EMAIL = { email: "ada@example.com", email_verified: "true" };
const PHONE = { phone_number: "+15555559934", phone_number_verified: "true" };
const BY_EMAIL = { Destination: "a***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" };
const BY_PHONE = { Destination: "+*******9934", DeliveryMedium: "SMS", AttributeName: "phone_number" };
const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;
const UNREACHABLE = [
  "InvalidParameterException",
  "Cannot reset password for the user as there is no registered/verified email or phone_number",
] as const;

/** A pool, a client, and a confirmed user `ada`. */
async function aUser(attributes: Record<string, string>, pool: PoolInput = {}) {
  const made = await aPoolAndClient(emulator(), pool);
  await aConfirmedUser(emulator(), made.pool, "ada", attributes);
  return made;
}

const recoverBy = (...names: ("verified_email" | "verified_phone_number")[]): PoolInput => ({
  AccountRecoverySetting: {
    RecoveryMechanisms: names.map((Name, index) => ({ Name, Priority: index + 1 })),
  },
});

describe("ForgotPassword accepts", () => {
  it("a user with MFA, and sends the code where no MFA code goes", async () => {
    const byPhoneFirst = recoverBy("verified_phone_number", "verified_email");
    const { pool, client } = await aUser(
      { ...EMAIL, ...PHONE },
      { ...SMS, MfaConfiguration: "ON", ...byPhoneFirst },
    );
    expect(output(await forgot(client, "ada"))).toEqual({ CodeDeliveryDetails: BY_EMAIL });
    await aConfirmedUser(emulator(), pool, "bob", PHONE);
    await refusal(forgot(client, "bob"), ...UNREACHABLE);

    const silent = await aUser({ ...EMAIL, ...PHONE }, { ...SMS, MfaConfiguration: "ON" });
    expect(output(await forgot(silent.client, "ada"))).toEqual({ CodeDeliveryDetails: BY_PHONE });
  });

  it("a user with a verified e-mail address", async () => {
    const { client } = await aUser(EMAIL);
    expect(output(await forgot(client, "ada"))).toEqual({ CodeDeliveryDetails: BY_EMAIL });
  });

  it.each<[string, Record<string, string>, PoolInput, object]>([
    ["the phone first when the pool says nothing", { ...EMAIL, ...PHONE }, {}, BY_PHONE],
    ["e-mail first", { ...EMAIL, ...PHONE }, recoverBy("verified_email", "verified_phone_number"), BY_EMAIL],
    [
      "the phone first",
      { ...EMAIL, ...PHONE },
      recoverBy("verified_phone_number", "verified_email"),
      BY_PHONE,
    ],
    [
      "what is left when the first is absent",
      EMAIL,
      recoverBy("verified_phone_number", "verified_email"),
      BY_EMAIL,
    ],
    [
      "what is left when the first is not verified",
      { ...EMAIL, ...PHONE, phone_number_verified: "false" },
      {},
      BY_EMAIL,
    ],
  ])("by %s", async (_, attributes, pool, details) => {
    const { client } = await aUser(attributes, pool);
    expect((await forgot(client, "ada")).CodeDeliveryDetails).toEqual(details);
  });

  it("an alias, other letters where case does not count, and the right SECRET_HASH", async () => {
    const { pool, client } = await aPoolAndClient(
      emulator(),
      { AliasAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
      { GenerateSecret: true },
    );
    await aConfirmedUser(emulator(), pool, "ada", EMAIL);
    for (const name of ["ada", "ADA", "ada@example.com", "Ada@Example.com"])
      expect((await forgot(client, name, secretHash(client, name))).CodeDeliveryDetails).toEqual(BY_EMAIL);
  });

  it("the address where it is the username", async () => {
    const { pool, client } = await aPoolAndClient(emulator(), { UsernameAttributes: ["email"] });
    await aConfirmedUser(emulator(), pool, "ada@example.com", {
      email_verified: "true",
      email: "ada@example.com",
    });
    expect((await forgot(client, "ada@example.com")).CodeDeliveryDetails).toEqual(BY_EMAIL);
  });
});

describe("ForgotPassword refuses", () => {
  it("somebody unknown", async () => {
    const { client } = await aPoolAndClient(emulator());
    await refusal(
      forgot(client, "bob"),
      "UserNotFoundException",
      "Username/client id combination not found.",
    );
  });

  it("a user without a verified address that the pool recovers by", async () => {
    const unverified = await aUser({ email: "ada@example.com" });
    await refusal(forgot(unverified.client, "ada"), ...UNREACHABLE);
    const byPhoneOnly = await aUser(EMAIL, recoverBy("verified_phone_number"));
    await refusal(forgot(byPhoneOnly.client, "ada"), ...UNREACHABLE);
  });

  it("a user who has not confirmed, having nothing verified", async () => {
    const { client } = await aPoolAndClient(emulator());
    await signUp(emulator(), client, "ada", { email: "ada@example.com" });
    await refusal(forgot(client, "ada"), ...UNREACHABLE);
  });

  it("a user with a temporary password", async () => {
    const { pool, client } = await aPoolAndClient(emulator());
    await emulator().idp.send(
      new AdminCreateUserCommand({
        UserPoolId: pool.Id,
        Username: "ada",
        MessageAction: "SUPPRESS",
        UserAttributes: attributeList(EMAIL),
      }),
    );
    await refusal(
      forgot(client, "ada"),
      "NotAuthorizedException",
      "User password cannot be reset in the current state.",
    );
  });

  it("a disabled user", async () => {
    const { pool, client } = await aUser(EMAIL);
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(forgot(client, "ada"), "NotAuthorizedException", "User is disabled.");
  });

  it("everybody, known or not, where only administrators reset passwords", async () => {
    const { client } = await aUser(EMAIL, {
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] },
    });
    for (const name of ["ada", "nobody"])
      await refusal(
        forgot(client, name),
        "NotAuthorizedException",
        "Contact administrator to reset password.",
      );
  });

  it("more than 20 calls in an hour, which ConfirmForgotPassword counts among", async () => {
    const { client } = await aUser(EMAIL);
    for (let call = 0; call < 19; call++) await forgot(client, "ada");
    const { ClientId } = client;
    const ConfirmationCode = "no-code";
    const confirm = new ConfirmForgotPasswordCommand({
      ClientId,
      Username: "ada",
      Password: PASSWORD,
      ConfirmationCode,
    });
    await expect(emulator().idp.send(confirm)).rejects.toMatchObject({ name: "CodeMismatchException" });
    await refusal(forgot(client, "ada"), ...LIMIT);
    await refusal(emulator().idp.send(confirm), ...LIMIT);
    emulator().clock.advance({ hours: 1 });
    expect(output(await forgot(client, "ada"))).toEqual({ CodeDeliveryDetails: BY_EMAIL });
  });

  it("an unknown client, and a missing or wrong SECRET_HASH", async () => {
    const ClientId = "1234567890abcdefghijklmnop";
    await refusal(
      forgot({ ClientId }, "ada"),
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    );
    const { client } = await aPoolAndClient(emulator(), {}, { GenerateSecret: true });
    await refusal(
      forgot(client, "ada"),
      "NotAuthorizedException",
      `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await refusal(
      forgot(client, "ada", secretHash(client, "bob")),
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${client.ClientId}`,
    );
  });
});

it("ForgotPassword of a client that hides who exists simulates for nobody, disabled and unreachable users", async () => {
  const { pool, client } = await aPoolAndClient(emulator(), {}, { PreventUserExistenceErrors: "ENABLED" });
  await aConfirmedUser(emulator(), pool, "disabled", EMAIL);
  await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "disabled" }));
  await signUp(emulator(), client, "unreachable", { email: "ada@example.com" });
  emulator().inbox.clear();
  for (const username of ["nobody", "disabled", "unreachable"]) {
    const answer = output(await forgot(client, username));
    expect(answer).toEqual({
      CodeDeliveryDetails: {
        Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
        DeliveryMedium: "EMAIL",
        AttributeName: "email",
      },
    });
    expect(output(await forgot(client, username))).toEqual(answer);
  }
  expect((await forgot(client, "ada@example.com")).CodeDeliveryDetails).toEqual(BY_EMAIL);
  expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
});

it("ForgotPassword remembers the user and the old password as they are", async () => {
  const { pool, client } = await aUser(EMAIL);
  await forgot(client, "ada");
  expect((await account(emulator(), pool, "ada")).status).toBe("CONFIRMED");
  expect(await signIn(emulator(), pool, client, "ada")).toHaveProperty("AccessToken");
});

describe("ForgotPassword notifies", () => {
  it("with a code, in the service's words", async () => {
    const { pool, client } = await aUser(EMAIL);
    await forgot(client, "ada");
    const { code, ...message } = lastMessage(emulator(), { poolId: pool.Id });
    expect(code).toMatch(/^[0-9]{6}$/);
    expect(message).toMatchObject({
      clientId: client.ClientId,
      username: "ada",
      medium: "EMAIL",
      to: "ada@example.com",
      kind: "ForgotPassword",
      subject: "Your password reset code",
      text: `Your password reset code is ${code}`,
      html: `Your password reset code is ${code}`,
    });
  });

  it("with a code in the pool's words, also where accounts are confirmed by links", async () => {
    const { pool, client } = await aUser(EMAIL, {
      VerificationMessageTemplate: {
        DefaultEmailOption: "CONFIRM_WITH_LINK",
        EmailMessage: "Use {####}",
        EmailSubject: "Code",
        EmailMessageByLink: "{##Click##}",
      },
    });
    await forgot(client, "ada");
    const { code, ...message } = lastMessage(emulator(), { poolId: pool.Id });
    expect(message).toMatchObject({ subject: "Code", text: `Use ${code}` });
    expect(message).not.toHaveProperty("link");
  });

  it("by text message", async () => {
    const { pool, client } = await aUser(PHONE, SMS);
    await forgot(client, "ada");
    const { code, ...message } = lastMessage(emulator(), { poolId: pool.Id });
    expect(message).toMatchObject({
      medium: "SMS",
      to: "+15555559934",
      text: `Your password reset code is ${code}`,
    });
  });
});
