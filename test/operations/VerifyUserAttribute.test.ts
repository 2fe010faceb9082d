// VerifyUserAttribute through the official SDK.
import {
  AdminUpdateUserAttributesCommand,
  GetUserAttributeVerificationCodeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import {
  account,
  aSignedInUser,
  atOnce,
  lastMessage,
  output,
  type PoolInput,
  wrong,
} from "../support/accounts.js";
import { aConfirmedUser, attributeList, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const verify = (AccessToken: string, Code: string, AttributeName = "email") =>
  emulator().idp.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));

const EMAIL = { email: "ada@example.com" };
const MISMATCH = ["CodeMismatchException", "Invalid verification code provided, please try again."] as const;
const EXPIRED = ["ExpiredCodeException", "Invalid code provided, please request a code again."] as const;
const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;
const TAKEN = ["AliasExistsException", "An account with the email already exists."] as const;

/** A pool, a signed-in user `ada` with an unverified address, and the code that was sent there. */
async function aCode(pool?: PoolInput) {
  const made = await aSignedInUser(emulator(), EMAIL, pool);
  return { ...made, code: await askForCode(made) };
}

async function askForCode({ AccessToken, pool }: Awaited<ReturnType<typeof aSignedInUser>>): Promise<string> {
  const command = new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" });
  await emulator().idp.send(command);
  return lastMessage(emulator(), { poolId: pool.Id }).code;
}

describe("VerifyUserAttribute accepts", () => {
  it("the code that was sent, once", async () => {
    const { AccessToken, code } = await aCode();
    expect(output(await verify(AccessToken, code))).toEqual({});
    await refusal(verify(AccessToken, code), ...EXPIRED);
  });

  it("the code until the end of its 24 hours", async () => {
    const { pool, client, code } = await aCode();
    emulator().clock.advance({ hours: 23, minutes: 59 });
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    expect(output(await verify(AccessToken, code))).toEqual({});
  });

  it("one of two who bring the same code at once", async () => {
    const { AccessToken, code } = await aCode();
    const answer = { AttributeName: "email", Code: code };
    const outcomes = await atOnce(emulator(), AccessToken, "VerifyUserAttribute", [answer, answer]);
    expect(outcomes.sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("VerifyUserAttribute refuses", () => {
  it("bad access tokens", () => refusesBadTokens(emulator(), (token) => verify(token, "123456")));

  it("a wrong code, and any where none was sent", async () => {
    const { AccessToken, code } = await aCode();
    await refusal(verify(AccessToken, wrong(code)), ...MISMATCH);
    await refusal(verify(AccessToken, code, "phone_number"), ...EXPIRED);
  });

  it("a code after 24 hours", async () => {
    const { pool, client, code } = await aCode();
    emulator().clock.advance({ hours: 24 });
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    await refusal(verify(AccessToken, code), ...EXPIRED);
  });

  it("a code that a newer one took the place of", async () => {
    const { code, ...made } = await aCode();
    const newer = await askForCode(made);
    // The two are equal once in a million runs.
    if (newer !== code) await refusal(verify(made.AccessToken, code), ...MISMATCH);
    expect(output(await verify(made.AccessToken, newer))).toEqual({});
  });

  it("a code that went to an address that the user no longer has", async () => {
    const { pool, AccessToken, code } = await aCode();
    await emulator().idp.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: pool.Id,
        Username: "ada",
        UserAttributes: attributeList({ email: "other@example.com" }),
      }),
    );
    await refusal(verify(AccessToken, code), ...EXPIRED);
  });

  it("an attribute that no code can prove", async () => {
    const { AccessToken, code } = await aCode();
    await refusal(
      verify(AccessToken, code, "nickname"),
      "InvalidParameterException",
      "Invalid attribute name: nickname cannot be verified.",
    );
  });

  it("more than 15 tries in an hour, the right code too", async () => {
    const { AccessToken, code } = await aCode();
    for (let miss = 0; miss < 15; miss++) await refusal(verify(AccessToken, wrong(code)), ...MISMATCH);
    await refusal(verify(AccessToken, code), ...LIMIT);
  });

  it("an address that is another user's alias, and keeps the code", async () => {
    const { pool, AccessToken, code } = await aCode({ AliasAttributes: ["email"] });
    await aConfirmedUser(emulator(), pool, "bob", { ...EMAIL, email_verified: "true" });
    await refusal(verify(AccessToken, code), ...TAKEN);
    await refusal(verify(AccessToken, code), ...TAKEN);
    expect((await account(emulator(), pool, "ada")).attributes).toEqual(EMAIL);
  });

  it("a new address that became somebody else's username before its proof", async () => {
    const { pool, username, AccessToken } = await aSignedInUser(
      emulator(),
      { ...EMAIL, email_verified: "true" },
      {
        UsernameAttributes: ["email"],
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
      },
    );
    await emulator().idp.send(
      new UpdateUserAttributesCommand({
        AccessToken,
        UserAttributes: attributeList({ email: "new@example.com" }),
      }),
    );
    const { code } = lastMessage(emulator(), { poolId: pool.Id });
    await aConfirmedUser(emulator(), pool, "new@example.com");
    await refusal(
      verify(AccessToken, code),
      "AliasExistsException",
      "An account with the given email already exists.",
    );
    expect((await account(emulator(), pool, username)).attributes).toEqual({
      ...EMAIL,
      email_verified: "true",
    });
  });
});

it("VerifyUserAttribute remembers that the address is verified, and makes it an alias", async () => {
  const { pool, client, AccessToken, code } = await aCode({ AliasAttributes: ["email"] });
  await refusal(
    signIn(emulator(), pool, client, "ada@example.com"),
    "UserNotFoundException",
    "User does not exist.",
  );
  await verify(AccessToken, code);
  expect((await account(emulator(), pool, "ada")).attributes).toEqual({ ...EMAIL, email_verified: "true" });
  expect(await signIn(emulator(), pool, client, "ada@example.com")).toHaveProperty("AccessToken");
});

it("VerifyUserAttribute notifies nobody", async () => {
  const { pool, AccessToken, code } = await aCode();
  await verify(AccessToken, code);
  expect(emulator().inbox.list({ poolId: pool.Id })).toHaveLength(1);
});
