// AdminUpdateUserAttributes through the official SDK.
import {
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  type AttributeType,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, aPool, attributeList, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();

const updateList = (UserPoolId: string, Username: string, UserAttributes: AttributeType[]) =>
  emulator().idp.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes }));
const update = (poolId: string, username: string, attributes: Record<string, string>) =>
  updateList(poolId, username, attributeList(attributes));

async function attributesOf(pool: { Id: string }, Username: string) {
  const user = await emulator().idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username }));
  const { sub, ...attributes } = Object.fromEntries(
    (user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]),
  );
  return attributes;
}
const inboxOf = (pool: { Id: string }) => emulator().inbox.list({ poolId: pool.Id });

describe("AdminUpdateUserAttributes accepts", () => {
  it("new values, also of custom and developer-only attributes; an empty one removes", async () => {
    const pool = await aPool(emulator(), {
      Schema: [
        { Name: "tier", AttributeDataType: "Number" },
        { Name: "note", AttributeDataType: "String", DeveloperOnlyAttribute: true },
      ],
    });
    await aConfirmedUser(emulator(), pool, "ada", { name: "Ada", locale: "en" });
    const { $metadata, ...answer } = await update(pool.Id, "ada", {
      name: "Ada Lovelace",
      locale: "",
      "custom:tier": "7",
      "dev:custom:note": "first",
    });
    expect(answer).toEqual({});
    expect(await attributesOf(pool, "ada")).toEqual({
      name: "Ada Lovelace",
      "custom:tier": "7",
      "dev:custom:note": "first",
    });
  });

  it("verified flags", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com" });
    await update(pool.Id, "ada", { email_verified: "true" });
    expect(await attributesOf(pool, "ada")).toEqual({ email: "ada@example.com", email_verified: "true" });
    await update(pool.Id, "ada", { email_verified: "false" });
    expect(await attributesOf(pool, "ada")).toMatchObject({ email_verified: "false" });
    await update(pool.Id, "ada", { email_verified: "True" });
    expect(await attributesOf(pool, "ada")).toMatchObject({ email_verified: "true" });
  });

  it("another address, which is unverified unless the call says otherwise", async () => {
    const pool = await aPool(emulator(), { AutoVerifiedAttributes: ["email"] });
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com", email_verified: "true" });
    await update(pool.Id, "ada", { email: "lovelace@example.com" });
    expect(await attributesOf(pool, "ada")).toEqual({
      email: "lovelace@example.com",
      email_verified: "false",
    });
    await update(pool.Id, "ada", { email: "countess@example.com", email_verified: "true" });
    expect(await attributesOf(pool, "ada")).toEqual({
      email: "countess@example.com",
      email_verified: "true",
    });
    expect(inboxOf(pool)).toEqual([]);
  });

  it("the removal of an address together with its flag", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com", email_verified: "true" });
    await update(pool.Id, "ada", { email: "" });
    expect(await attributesOf(pool, "ada")).toEqual({});
  });

  it("and moves the time of the last change", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    emulator().clock.advance({ minutes: 5 });
    await update(pool.Id, "ada", { name: "Ada" });
    const user = await emulator().idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    const passed = Number(user.UserLastModifiedDate) - Number(user.UserCreateDate);
    expect(passed).toBeGreaterThanOrEqual(5 * 60_000);
    emulator().clock.reset();
  });
});

describe("AdminUpdateUserAttributes where new addresses must be verified first", () => {
  const careful = {
    AutoVerifiedAttributes: ["email" as const],
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email" as const] },
  };
  const before = { email: "ada@example.com", email_verified: "true" };

  it("keeps the old address until the user has given the code", async () => {
    const pool = await aPool(emulator(), careful);
    const client = await aClient(emulator(), pool);
    await aConfirmedUser(emulator(), pool, "ada", before);
    await update(pool.Id, "ada", { email: "new@example.com", name: "Ada" });
    expect(await attributesOf(pool, "ada")).toEqual({ ...before, name: "Ada" });

    const [message] = inboxOf(pool);
    expect(message).toMatchObject({
      username: "ada",
      medium: "EMAIL",
      to: "new@example.com",
      kind: "UpdateUserAttribute",
      subject: "Your verification code",
      text: `Your confirmation code is ${message?.code}`,
    });
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    await emulator().idp.send(
      new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: message?.code }),
    );
    expect(await attributesOf(pool, "ada")).toEqual({
      email: "new@example.com",
      email_verified: "true",
      name: "Ada",
    });
  });

  it("sends nothing when the administrator vouches for the address", async () => {
    const pool = await aPool(emulator(), careful);
    await aConfirmedUser(emulator(), pool, "ada", before);
    await update(pool.Id, "ada", { email: "new@example.com", email_verified: "true" });
    expect(await attributesOf(pool, "ada")).toEqual({ email: "new@example.com", email_verified: "true" });
    expect(inboxOf(pool)).toEqual([]);
  });
});

describe("AdminUpdateUserAttributes and aliases", () => {
  it("moves a verified alias to whom it is given; the previous holder keeps it unverified", async () => {
    const pool = await aPool(emulator(), { AliasAttributes: ["email"] });
    const verified = { email: "ada@example.com", email_verified: "true" };
    await aConfirmedUser(emulator(), pool, "ada", verified);
    await aConfirmedUser(emulator(), pool, "bea");
    const holder = async () =>
      (
        await emulator().idp.send(
          new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada@example.com" }),
        )
      ).Username;

    await update(pool.Id, "bea", { email: "ada@example.com" });
    expect(await holder()).toBe("ada");
    await update(pool.Id, "bea", { email_verified: "true" });
    expect(await holder()).toBe("bea");
    expect(await attributesOf(pool, "ada")).toEqual({ email: "ada@example.com", email_verified: "false" });
  });

  it("refuses a preferred_username that somebody has", async () => {
    const pool = await aPool(emulator(), { AliasAttributes: ["preferred_username"] });
    await aConfirmedUser(emulator(), pool, "ada", { preferred_username: "countess" });
    await aConfirmedUser(emulator(), pool, "bea");
    await refusal(
      update(pool.Id, "bea", { preferred_username: "countess", name: "Bea" }),
      "AliasExistsException",
      "An account with the preferred_username already exists.",
    );
    expect(await attributesOf(pool, "bea")).toEqual({});
  });

  it("refuses an address that is somebody's username", async () => {
    const pool = await aPool(emulator(), { UsernameAttributes: ["email"] });
    await aConfirmedUser(emulator(), pool, "ada@example.com");
    await aConfirmedUser(emulator(), pool, "bea@example.com");
    await refusal(
      update(pool.Id, "bea@example.com", { email: "ada@example.com", email_verified: "true" }),
      "AliasExistsException",
      "An account with the given email already exists.",
    );
  });
});

describe("AdminUpdateUserAttributes refuses", () => {
  refusesUnknownUser(emulator, (poolId, username) => update(poolId, username, { name: "Ada" }));

  it("what the schema does not allow, and changes nothing then", async () => {
    const pool = await aPool(emulator(), {
      Schema: [
        { Name: "email", Required: true, Mutable: true },
        { Name: "role", AttributeDataType: "String", Mutable: false },
        {
          Name: "code",
          AttributeDataType: "String",
          StringAttributeConstraints: { MinLength: "2", MaxLength: "4" },
        },
      ],
    });
    const had = { email: "ada@example.com", "custom:role": "admin" };
    await aConfirmedUser(emulator(), pool, "ada", had);
    const cases = [
      [
        { name: "Ada", "custom:foo": "1", "custom:bar": "2" },
        "user.custom:foo: Attribute does not exist in the schema.\nuser.custom:bar: Attribute does not exist in the schema.\n",
      ],
      [{ "custom:code": "x" }, "user.custom:code: String must be at least 2 characters long\n"],
      [{ "custom:code": "xxxxx" }, "user.custom:code: String must be no longer than 4 characters\n"],
      [{ "custom:role": "user" }, "user.custom:role: Attribute cannot be updated.\n"],
      [{ sub: "mine" }, "user.sub: Attribute cannot be updated.\n"],
      [{ email: "ada" }, "Invalid email address format."],
      [{ phone_number: "555" }, "Invalid phone number format."],
      [{ phone_number_verified: "true" }, "Phone Number is required to verify/un-verify a phone number"],
      [{ email_verified: "yes" }, "user.email_verified: Value must be true or false\n"],
      [{ email: "" }, "Invalid user attributes: email: Required attribute cannot be deleted."],
    ] as const;
    for (const [attributes, message] of cases)
      await refusal(
        update(pool.Id, "ada", attributes as Record<string, string>),
        "InvalidParameterException",
        message,
      );
    await refusal(
      updateList(pool.Id, "ada", [{ Name: "name" }]),
      "InvalidParameterException",
      "Attribute value for name must not be null",
    );
    expect(await attributesOf(pool, "ada")).toEqual(had);
  });

  it("a verified flag without its address", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    await refusal(
      update(pool.Id, "ada", { email_verified: "true" }),
      "InvalidParameterException",
      "Email is required to verify/un-verify an email",
    );
  });
});
