// ConfirmSignUp through the official SDK.
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  ConfirmSignUpCommand,
  type ConfirmSignUpCommandInput,
  ResendConfirmationCodeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import {
  account,
  aPoolAndClient,
  aVerifiedUser,
  type ClientInput,
  lastMessage,
  output,
  type PoolInput,
  SMS,
  signUp,
  wrong,
} from "../support/accounts.js";
import { aConfirmedUser, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

const MISMATCH = ["CodeMismatchException", "Invalid verification code provided, please try again."] as const;
const EXPIRED = ["ExpiredCodeException", "Invalid code provided, please request a code again."] as const;
const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;

const confirm = (
  { ClientId }: { ClientId: string },
  Username: string,
  ConfirmationCode: string,
  more: Partial<ConfirmSignUpCommandInput> = {},
) => emulator().idp.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode, ...more }));

/** A pool, and a user `ada` who signed up and got a code. */
async function signedUp(pool?: PoolInput, client?: ClientInput) {
  const made = await aPoolAndClient(emulator(), pool, client);
  const SecretHash = made.client.ClientSecret && secretHash(made.client, "ada");
  await signUp(emulator(), made.client, "ada", { email: "ada@example.com" }, { SecretHash });
  return { ...made, code: lastMessage(emulator(), { poolId: made.pool.Id }).code };
}

describe("ConfirmSignUp accepts", () => {
  it("the code that was sent, once", async () => {
    const { pool, client, code } = await signedUp();
    expect(output(await confirm(client, "ada", code))).toEqual({});
    await refusal(
      confirm(client, "ada", code),
      "NotAuthorizedException",
      "User cannot be confirmed. Current status is CONFIRMED",
    );
    expect((await account(emulator(), pool, "ada")).status).toBe("CONFIRMED");
  });

  it("the right SECRET_HASH", async () => {
    const { client, code } = await signedUp({}, { GenerateSecret: true });
    expect(output(await confirm(client, "ada", code, { SecretHash: secretHash(client, "ada") }))).toEqual({});
  });

  it("the name in other letters where case does not count", async () => {
    const { client, code } = await signedUp({ UsernameConfiguration: { CaseSensitive: false } });
    expect(output(await confirm(client, "ADA", code))).toEqual({});
  });

  it("the address as the name where it is the username", async () => {
    const { pool, client } = await aPoolAndClient(emulator(), { UsernameAttributes: ["email"] });
    await signUp(emulator(), client, "ada@example.com");
    const { code } = lastMessage(emulator(), { poolId: pool.Id });
    expect(output(await confirm(client, "ada@example.com", code))).toEqual({});
  });

  it("the code after misses", async () => {
    const { client, code } = await signedUp();
    for (let miss = 0; miss < 14; miss++) await refusal(confirm(client, "ada", wrong(code)), ...MISMATCH);
    expect(output(await confirm(client, "ada", code))).toEqual({});
  });

  it("the code until the end of its 24 hours", async () => {
    const { client, code } = await signedUp();
    emulator().clock.advance({ hours: 23, minutes: 59 });
    expect(output(await confirm(client, "ada", code))).toEqual({});
  });

  it("one of two who bring the same code at once", async () => {
    const { client, code } = await signedUp();
    const outcomes = await Promise.allSettled([confirm(client, "ada", code), confirm(client, "ada", code)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("ConfirmSignUp refuses", () => {
  it("a wrong code", async () => {
    const { client, code } = await signedUp();
    await refusal(confirm(client, "ada", wrong(code)), ...MISMATCH);
  });

  it("a code after 24 hours", async () => {
    const { client, code } = await signedUp();
    emulator().clock.advance({ hours: 24 });
    await refusal(confirm(client, "ada", code), ...EXPIRED);
  });

  it("a code that a newer one took the place of", async () => {
    const { pool, client, code } = await signedUp();
    await emulator().idp.send(
      new ResendConfirmationCodeCommand({ ClientId: client.ClientId, Username: "ada" }),
    );
    const newer = lastMessage(emulator(), { poolId: pool.Id }).code;
    // The two are equal once in a million runs.
    if (newer !== code) await refusal(confirm(client, "ada", code), ...MISMATCH);
    expect(output(await confirm(client, "ada", newer))).toEqual({});
  });

  it("any code where none was sent", async () => {
    const { client } = await aPoolAndClient(emulator());
    await signUp(emulator(), client, "ada");
    await refusal(confirm(client, "ada", "123456"), ...EXPIRED);
  });

  it("more than 15 tries in an hour, the right code too", async () => {
    const { client, code } = await signedUp();
    for (let miss = 0; miss < 15; miss++) await refusal(confirm(client, "ada", wrong(code)), ...MISMATCH);
    await refusal(confirm(client, "ada", code), ...LIMIT);
  });

  it("a code that was guessed at too often, also after the hour", async () => {
    const { pool, client, code } = await signedUp();
    for (let miss = 0; miss < 15; miss++) await refusal(confirm(client, "ada", wrong(code)), ...MISMATCH);
    emulator().clock.advance({ hours: 1 });
    await refusal(confirm(client, "ada", code), ...EXPIRED);
    await emulator().idp.send(
      new ResendConfirmationCodeCommand({ ClientId: client.ClientId, Username: "ada" }),
    );
    const newer = lastMessage(emulator(), { poolId: pool.Id }).code;
    expect(output(await confirm(client, "ada", newer))).toEqual({});
  });

  it("a user who is confirmed already", async () => {
    const { pool, client } = await aPoolAndClient(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    await refusal(
      confirm(client, "ada", "123456"),
      "NotAuthorizedException",
      "User cannot be confirmed. Current status is CONFIRMED",
    );
  });

  it("a disabled user", async () => {
    const { pool, client, code } = await signedUp();
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(confirm(client, "ada", code), "NotAuthorizedException", "User is disabled.");
  });

  it("somebody unknown, or deleted meanwhile", async () => {
    const { pool, client, code } = await signedUp();
    const unknown = ["UserNotFoundException", "Username/client id combination not found."] as const;
    await refusal(confirm(client, "bob", "123456"), ...unknown);
    await emulator().idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(confirm(client, "ada", code), ...unknown);
  });

  it("somebody unknown as if the code had expired, where the client hides who exists", async () => {
    const { client } = await aPoolAndClient(emulator(), {}, { PreventUserExistenceErrors: "ENABLED" });
    await refusal(confirm(client, "bob", "123456"), ...EXPIRED);
  });

  it("an unknown client", async () => {
    const ClientId = "1234567890abcdefghijklmnop";
    await refusal(
      confirm({ ClientId }, "ada", "123456"),
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    );
  });

  it("a missing or wrong SECRET_HASH, without counting the try", async () => {
    const { client, code } = await signedUp({}, { GenerateSecret: true });
    await refusal(
      confirm(client, "ada", code),
      "NotAuthorizedException",
      `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await refusal(
      confirm(client, "ada", code, { SecretHash: secretHash(client, "bob") }),
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${client.ClientId}`,
    );
  });
});

describe("ConfirmSignUp remembers", () => {
  it("that the address of the code is verified, and only that", async () => {
    const { pool, client } = await aPoolAndClient(emulator(), {
      ...SMS,
      AutoVerifiedAttributes: ["email", "phone_number"],
    });
    await aVerifiedUser(emulator(), pool, client, "ada", {
      email: "ada@example.com",
      phone_number: "+15555550100",
    });
    expect(await account(emulator(), pool, "ada")).toEqual({
      status: "CONFIRMED",
      enabled: true,
      attributes: {
        email: "ada@example.com",
        email_verified: "false",
        phone_number: "+15555550100",
        phone_number_verified: "true",
      },
    });
  });

  it("a user who can sign in, also by the alias that was proven", async () => {
    const { pool, client, code } = await signedUp({ AliasAttributes: ["email"] });
    await confirm(client, "ada", code);
    expect(await signIn(emulator(), pool, client, "ada")).toHaveProperty("AccessToken");
    expect(await signIn(emulator(), pool, client, "ada@example.com")).toHaveProperty("AccessToken");
  });

  it("nothing when the alias is another user's", async () => {
    const { pool, client } = await aPoolAndClient(emulator(), { AliasAttributes: ["email"] });
    await aVerifiedUser(emulator(), pool, client, "jie", { email: "jie@example.com" });
    await signUp(emulator(), client, "shirley", { email: "jie@example.com" });
    const { code } = lastMessage(emulator(), { poolId: pool.Id });
    const taken = ["AliasExistsException", "An account with the email already exists."] as const;
    await refusal(confirm(client, "shirley", code), ...taken);
    // The code is not used up.
    await refusal(confirm(client, "shirley", code, { ForceAliasCreation: false }), ...taken);
    expect((await account(emulator(), pool, "shirley")).status).toBe("UNCONFIRMED");
  });

  it("the alias's new holder with ForceAliasCreation", async () => {
    const { pool, client } = await aPoolAndClient(emulator(), { AliasAttributes: ["email"] });
    await aVerifiedUser(emulator(), pool, client, "jie", { email: "jie@example.com" });
    await signUp(emulator(), client, "shirley", { email: "jie@example.com" });
    const { code } = lastMessage(emulator(), { poolId: pool.Id });
    await confirm(client, "shirley", code, { ForceAliasCreation: true });
    expect((await account(emulator(), pool, "jie@example.com")).attributes).toEqual({
      email: "jie@example.com",
      email_verified: "true",
    });
    expect(await account(emulator(), pool, "jie")).toEqual({
      status: "CONFIRMED",
      enabled: true,
      attributes: { email: "jie@example.com", email_verified: "false" },
    });
    await refusal(
      confirm(client, "jie@example.com", code),
      "NotAuthorizedException",
      "User cannot be confirmed. Current status is CONFIRMED",
    );
  });
});

it("ConfirmSignUp notifies nobody", async () => {
  const { pool, client, code } = await signedUp();
  await confirm(client, "ada", code);
  expect(emulator().inbox.list({ poolId: pool.Id })).toHaveLength(1);
});
