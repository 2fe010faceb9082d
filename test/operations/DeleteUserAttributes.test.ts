// DeleteUserAttributes through the official SDK.
import {
  DeleteUserAttributesCommand,
  ListUsersCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { account, aSignedInUser, atOnce, lastMessage, output } from "../support/accounts.js";
import { attributeList, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const remove = (AccessToken: string, ...UserAttributeNames: string[]) =>
  emulator().idp.send(new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames }));

const UNWRITABLE = ["NotAuthorizedException", "A client attempted to write unauthorized attribute"] as const;

describe("DeleteUserAttributes accepts", () => {
  it("attributes with and without a value", async () => {
    const { AccessToken } = await aSignedInUser(emulator(), { nickname: "Countess" });
    expect(output(await remove(AccessToken, "nickname", "birthdate"))).toEqual({});
  });

  it("several removals at once, of which none is lost", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator(), {
      nickname: "x",
      website: "y",
      name: "Ada",
    });
    const inputs = ["nickname", "website"].map((name) => ({ UserAttributeNames: [name] }));
    await atOnce(emulator(), AccessToken, "DeleteUserAttributes", inputs);
    expect((await account(emulator(), pool, "ada")).attributes).toEqual({ name: "Ada" });
  });
});

describe("DeleteUserAttributes refuses", () => {
  it("bad access tokens", () => refusesBadTokens(emulator(), (token) => remove(token, "nickname")));

  it("what the client may not write", async () => {
    const { AccessToken } = await aSignedInUser(
      emulator(),
      { nickname: "Countess" },
      {},
      { WriteAttributes: ["email"] },
    );
    for (const name of ["nickname", "sub", "email_verified"])
      await refusal(remove(AccessToken, name), ...UNWRITABLE);
  });

  it("an attribute that the pool does not know", async () => {
    const { AccessToken } = await aSignedInUser(emulator());
    await refusal(
      remove(AccessToken, "custom:none"),
      "InvalidParameterException",
      "Invalid user attributes: user.custom:none: Attribute does not exist in the schema.\n",
    );
  });

  it("an attribute that can't change", async () => {
    const { AccessToken } = await aSignedInUser(
      emulator(),
      { "custom:role": "admin" },
      { Schema: [{ Name: "role", AttributeDataType: "String", Mutable: false }] },
    );
    await refusal(
      remove(AccessToken, "custom:role"),
      "InvalidParameterException",
      "user.custom:role: Attribute cannot be updated.\n",
    );
  });

  it("a required attribute", async () => {
    const { AccessToken } = await aSignedInUser(
      emulator(),
      { email: "ada@example.com" },
      { Schema: [{ Name: "email", Required: true, Mutable: true, AttributeDataType: "String" }] },
    );
    await refusal(
      remove(AccessToken, "email"),
      "InvalidParameterException",
      "Invalid user attributes: email: Required attribute cannot be deleted.",
    );
  });

  it("all when it refuses one", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator(), { nickname: "Countess" });
    await expect(remove(AccessToken, "nickname", "custom:none")).rejects.toThrow();
    expect((await account(emulator(), pool, "ada")).attributes).toEqual({ nickname: "Countess" });
  });
});

describe("DeleteUserAttributes remembers", () => {
  it("the user without them", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator(), { nickname: "Countess", name: "Ada" });
    await remove(AccessToken, "nickname");
    expect((await account(emulator(), pool, "ada")).attributes).toEqual({ name: "Ada" });
  });

  it("that an address takes its verified flag, its alias and its entry in listings along", async () => {
    const { pool, client, AccessToken } = await aSignedInUser(
      emulator(),
      { email: "ada@example.com", email_verified: "true" },
      { AliasAttributes: ["email"] },
    );
    await remove(AccessToken, "email");
    expect((await account(emulator(), pool, "ada")).attributes).toEqual({});
    await refusal(
      signIn(emulator(), pool, client, "ada@example.com"),
      "UserNotFoundException",
      "User does not exist.",
    );
    const found = await emulator().idp.send(
      new ListUsersCommand({ UserPoolId: pool.Id, Filter: 'email = "ada@example.com"' }),
    );
    expect(found.Users).toEqual([]);
  });

  it("no code that waits for the address's proof", async () => {
    const { pool, AccessToken } = await aSignedInUser(
      emulator(),
      {},
      { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } },
    );
    await emulator().idp.send(
      new UpdateUserAttributesCommand({
        AccessToken,
        UserAttributes: attributeList({ email: "ada@example.com" }),
      }),
    );
    await remove(AccessToken, "email");
    const { code } = lastMessage(emulator(), { poolId: pool.Id });
    await refusal(
      emulator().idp.send(
        new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: code }),
      ),
      "ExpiredCodeException",
      "Invalid code provided, please request a code again.",
    );
  });
});

it("DeleteUserAttributes notifies nobody", async () => {
  const { pool, AccessToken } = await aSignedInUser(emulator(), { email: "ada@example.com" });
  await remove(AccessToken, "email");
  expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
});
