// ConfirmForgotPassword through the official SDK.
import {
  AdminDisableUserCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  type ConfirmForgotPasswordCommandInput,
  ForgotPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import {
  account,
  aPoolAndClient,
  type ClientInput,
  lastMessage,
  output,
  type PoolInput,
  signUp,
  wrong,
} from "../support/accounts.js";
import { aConfirmedUser, attributeList, PASSWORD, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

const NEW = "An0ther-Password!";
const EMAIL = { email: "ada@example.com", email_verified: "true" };
const MISMATCH = ["CodeMismatchException", "Invalid verification code provided, please try again."] as const;
const EXPIRED = ["ExpiredCodeException", "Invalid code provided, please request a code again."] as const;
const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;
const WRONG_PASSWORD = ["NotAuthorizedException", "Incorrect username or password."] as const;

const confirm = (
  { ClientId }: { ClientId: string },
  Username: string,
  ConfirmationCode: string,
  Password = NEW,
  more: Partial<ConfirmForgotPasswordCommandInput> = {},
) =>
  emulator().idp.send(
    new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password, ...more }),
  );

/** A pool, and a confirmed user `ada` who forgot the password and got a code. */
async function forgotten(pool?: PoolInput, client?: ClientInput) {
  const made = await aPoolAndClient(emulator(), pool, client);
  await aConfirmedUser(emulator(), made.pool, "ada", EMAIL);
  return { ...made, code: await askForCode(made) };
}

async function askForCode({ pool, client }: Awaited<ReturnType<typeof aPoolAndClient>>): Promise<string> {
  const { ClientId } = client;
  const SecretHash = client.ClientSecret && secretHash(client, "ada");
  await emulator().idp.send(new ForgotPasswordCommand({ ClientId, Username: "ada", SecretHash }));
  return lastMessage(emulator(), { poolId: pool.Id, kind: "ForgotPassword" }).code;
}

describe("ConfirmForgotPassword accepts", () => {
  it("the code that was sent, once", async () => {
    const { client, code } = await forgotten();
    expect(output(await confirm(client, "ada", code))).toEqual({});
    await refusal(confirm(client, "ada", code), ...EXPIRED);
  });

  it("an alias, other letters where case does not count, and the right SECRET_HASH", async () => {
    const { client, code } = await forgotten(
      { AliasAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
      { GenerateSecret: true },
    );
    const SecretHash = secretHash(client, "Ada@Example.com");
    expect(output(await confirm(client, "Ada@Example.com", code, NEW, { SecretHash }))).toEqual({});
  });

  it("the code until the end of its hour", async () => {
    const { client, code } = await forgotten();
    emulator().clock.advance({ minutes: 59 });
    expect(output(await confirm(client, "ada", code))).toEqual({});
  });

  it("one of two who bring the same code at once", async () => {
    const { client, code } = await forgotten();
    const outcomes = await Promise.allSettled([confirm(client, "ada", code), confirm(client, "ada", code)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("the right code after a password that the policy refuses", async () => {
    const { client, code } = await forgotten();
    await expect(confirm(client, "ada", code, "too-weak")).rejects.toMatchObject({
      name: "InvalidPasswordException",
    });
    expect(output(await confirm(client, "ada", code))).toEqual({});
  });
});

describe("ConfirmForgotPassword refuses", () => {
  it("a wrong code, as 000000 among others", async () => {
    const { client, code } = await forgotten();
    await refusal(confirm(client, "ada", wrong(code)), ...MISMATCH);
    if (code !== "000000") await refusal(confirm(client, "ada", "000000"), ...MISMATCH);
  });

  it("a code after an hour", async () => {
    const { client, code } = await forgotten();
    emulator().clock.advance({ hours: 1 });
    await refusal(confirm(client, "ada", code), ...EXPIRED);
  });

  it("a code that a newer one took the place of", async () => {
    const { code, ...made } = await forgotten();
    const newer = await askForCode(made);
    // The two are equal once in a million runs.
    if (newer !== code) await refusal(confirm(made.client, "ada", code), ...MISMATCH);
    expect(output(await confirm(made.client, "ada", newer))).toEqual({});
  });

  it("any code where none was asked for", async () => {
    const { pool, client } = await aPoolAndClient(emulator());
    await aConfirmedUser(emulator(), pool, "ada", EMAIL);
    await refusal(confirm(client, "ada", "123456"), ...EXPIRED);
  });

  it("the code of a sign-up", async () => {
    const { pool, client } = await aPoolAndClient(emulator());
    await signUp(emulator(), client, "ada", { email: "ada@example.com" });
    await refusal(confirm(client, "ada", lastMessage(emulator(), { poolId: pool.Id }).code), ...EXPIRED);
  });

  it("a code whose address is no longer the user's", async () => {
    const { pool, client, code } = await forgotten();
    await emulator().idp.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: pool.Id,
        Username: "ada",
        UserAttributes: attributeList({ email: "other@example.com", email_verified: "true" }),
      }),
    );
    await refusal(confirm(client, "ada", code), ...EXPIRED);
  });

  it("a code that was guessed at too often, and more than 20 tries in an hour", async () => {
    const { client, code } = await forgotten();
    for (let miss = 0; miss < 15; miss++) await refusal(confirm(client, "ada", wrong(code)), ...MISMATCH);
    for (let miss = 0; miss < 4; miss++) await refusal(confirm(client, "ada", code), ...EXPIRED);
    await refusal(confirm(client, "ada", code), ...LIMIT);
  });

  it.each([
    ["short", "Password not long enough"],
    ["lower-case-1", "Password must have uppercase characters"],
    ["UPPER-CASE-1", "Password must have lowercase characters"],
    ["No-Numbers-Here", "Password must have numeric characters"],
    ["NoSymbols123", "Password must have symbol characters"],
  ])("the password %s", async (password, rule) => {
    const { client, code } = await forgotten();
    await refusal(
      confirm(client, "ada", code, password),
      "InvalidPasswordException",
      `Password does not conform to policy: ${rule}`,
    );
  });

  it("a password that the user had before", async () => {
    const { code, ...made } = await forgotten({
      Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } },
    });
    const used = ["PasswordHistoryPolicyViolationException", "Password has previously been used"] as const;
    await refusal(confirm(made.client, "ada", code, PASSWORD), ...used);
    await confirm(made.client, "ada", code, NEW);
    await refusal(confirm(made.client, "ada", await askForCode(made), PASSWORD), ...used);
    await confirm(made.client, "ada", await askForCode(made), `${NEW}2`);
    expect(output(await confirm(made.client, "ada", await askForCode(made), PASSWORD))).toEqual({});
  });

  it("somebody unknown", async () => {
    const { client } = await aPoolAndClient(emulator());
    await refusal(
      confirm(client, "bob", "123456"),
      "UserNotFoundException",
      "Username/client id combination not found.",
    );
  });

  it("a disabled user", async () => {
    const { pool, client, code } = await forgotten();
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(confirm(client, "ada", code), "NotAuthorizedException", "User is disabled.");
  });

  it("nobody and a disabled user like a wrong code, where the client hides who exists", async () => {
    const { pool, client, code } = await forgotten({}, { PreventUserExistenceErrors: "ENABLED" });
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(confirm(client, "ada", code), ...MISMATCH);
    await refusal(confirm(client, "bob", "123456"), ...MISMATCH);
  });

  it("an unknown client, and a missing or wrong SECRET_HASH", async () => {
    const ClientId = "1234567890abcdefghijklmnop";
    await refusal(
      confirm({ ClientId }, "ada", "123456"),
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    );
    const { client, code } = await forgotten({}, { GenerateSecret: true });
    await refusal(
      confirm(client, "ada", code),
      "NotAuthorizedException",
      `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await refusal(
      confirm(client, "ada", code, NEW, { SecretHash: secretHash(client, "bob") }),
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${client.ClientId}`,
    );
  });
});

describe("ConfirmForgotPassword remembers", () => {
  it("the new password instead of the old one", async () => {
    const { pool, client, code } = await forgotten();
    await confirm(client, "ada", code);
    await refusal(signIn(emulator(), pool, client, "ada"), ...WRONG_PASSWORD);
    expect(await signIn(emulator(), pool, client, "ada", NEW)).toHaveProperty("AccessToken");
  });

  it("nothing of a refused call", async () => {
    const { pool, client, code } = await forgotten();
    await refusal(confirm(client, "ada", wrong(code)), ...MISMATCH);
    await refusal(signIn(emulator(), pool, client, "ada", NEW), ...WRONG_PASSWORD);
    expect(await signIn(emulator(), pool, client, "ada")).toHaveProperty("AccessToken");
  });

  it("that a user who had not confirmed now has: the code came by a verified address", async () => {
    const { pool, client } = await aPoolAndClient(emulator());
    await signUp(emulator(), client, "ada", { email: "ada@example.com" });
    await emulator().idp.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: pool.Id,
        Username: "ada",
        UserAttributes: attributeList({ email_verified: "true" }),
      }),
    );
    await confirm(client, "ada", await askForCode({ pool, client }));
    expect(await account(emulator(), pool, "ada")).toEqual({
      status: "CONFIRMED",
      enabled: true,
      attributes: { email: "ada@example.com", email_verified: "true" },
    });
    expect(await signIn(emulator(), pool, client, "ada", NEW)).toHaveProperty("AccessToken");
  });
});

it("ConfirmForgotPassword notifies nobody", async () => {
  const { pool, client, code } = await forgotten();
  await confirm(client, "ada", code);
  expect(emulator().inbox.list({ poolId: pool.Id })).toHaveLength(1);
});
