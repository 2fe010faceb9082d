// UpdateUserAttributes through the official SDK.
import {
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { account, aSignedInUser, atOnce, lastMessage, output, SMS } from "../support/accounts.js";
import { aConfirmedUser, attributeList, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const update = (AccessToken: string, attributes: Record<string, string>) =>
  emulator().idp.send(
    new UpdateUserAttributesCommand({ AccessToken, UserAttributes: attributeList(attributes) }),
  );
const verify = (AccessToken: string, AttributeName: string, Code: string) =>
  emulator().idp.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));

const VERIFIED = { email: "old@example.com", email_verified: "true" };
const BY_EMAIL = { Destination: "n***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" };
const BY_PHONE = { Destination: "+*******9934", DeliveryMedium: "SMS", AttributeName: "phone_number" };
const EXPIRED = ["ExpiredCodeException", "Invalid code provided, please request a code again."] as const;
/** New values take effect once they are proven. */
const PROOF_FIRST = {
  ...SMS,
  UserAttributeUpdateSettings: {
    AttributesRequireVerificationBeforeUpdate: ["email" as const, "phone_number" as const],
  },
  AutoVerifiedAttributes: ["email" as const, "phone_number" as const],
};

describe("UpdateUserAttributes accepts", () => {
  it("attributes that need no proof", async () => {
    const { AccessToken } = await aSignedInUser(emulator());
    expect(output(await update(AccessToken, { nickname: "Countess" }))).toEqual({});
  });

  it("addresses that need one, and says where codes went", async () => {
    const { AccessToken } = await aSignedInUser(emulator(), VERIFIED, PROOF_FIRST);
    const answer = await update(AccessToken, { phone_number: "+15555559934", email: "new@example.com" });
    expect(output(answer)).toEqual({ CodeDeliveryDetailsList: [BY_EMAIL, BY_PHONE] });
  });

  it("addresses that the pool does not verify", async () => {
    const { AccessToken } = await aSignedInUser(emulator(), VERIFIED, { AutoVerifiedAttributes: [] });
    expect(output(await update(AccessToken, { email: "new@example.com" }))).toEqual({});
  });

  it("many changes at once, of which none is lost", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator());
    const changes = {
      nickname: "Countess",
      website: "example.com",
      locale: "en",
      zoneinfo: "UTC",
      name: "Ada",
    };
    const inputs = Object.entries(changes).map(([Name, Value]) => ({ UserAttributes: [{ Name, Value }] }));
    await atOnce(emulator(), AccessToken, "UpdateUserAttributes", inputs);
    expect((await account(emulator(), pool, "ada")).attributes).toEqual(changes);
  });
});

describe("UpdateUserAttributes refuses", () => {
  it("bad access tokens", () =>
    refusesBadTokens(emulator(), (token) => update(token, { nickname: "Countess" })));

  it("what the client may not write", async () => {
    const { AccessToken } = await aSignedInUser(emulator(), {}, {}, { WriteAttributes: ["email"] });
    for (const name of ["nickname", "sub", "email_verified", "phone_number_verified"])
      await refusal(
        update(AccessToken, { [name]: "true" }),
        "NotAuthorizedException",
        "A client attempted to write unauthorized attribute",
      );
  });

  it.each([
    [
      { "custom:none": "x", "custom:neither": "x" },
      "user.custom:none: Attribute does not exist in the schema.\nuser.custom:neither: Attribute does not exist in the schema.\n",
    ],
    [{ "custom:role": "admin" }, "user.custom:role: Attribute cannot be updated.\n"],
    [{ given_name: "" }, "Invalid user attributes: given_name: Required attribute cannot be deleted."],
    [{ "custom:level": "12" }, "user.custom:level: Number must be less than or equal to 9\n"],
    [{ email: "nobody" }, "Invalid email address format."],
    [{ phone_number: "5555550100" }, "Invalid phone number format."],
  ] as [Record<string, string>, string][])("%o", async (changes, message) => {
    const { AccessToken } = await aSignedInUser(
      emulator(),
      { given_name: "Ada" },
      {
        Schema: [
          { Name: "given_name", Required: true, Mutable: true, AttributeDataType: "String" },
          { Name: "role", AttributeDataType: "String", Mutable: false },
          {
            Name: "level",
            AttributeDataType: "Number",
            Mutable: true,
            NumberAttributeConstraints: { MinValue: "0", MaxValue: "9" },
          },
        ],
      },
    );
    await refusal(update(AccessToken, changes), "InvalidParameterException", message);
  });

  it("an attribute without a value", async () => {
    const { AccessToken } = await aSignedInUser(emulator());
    await refusal(
      emulator().idp.send(
        new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: "picture" }] }),
      ),
      "InvalidParameterException",
      "Attribute value for picture must not be null",
    );
  });

  it("another user's address where addresses are usernames", async () => {
    const { pool, AccessToken } = await aSignedInUser(
      emulator(),
      { email: "ada@example.com", email_verified: "true" },
      { UsernameAttributes: ["email"] },
    );
    await aConfirmedUser(emulator(), pool, "bob@example.com");
    await refusal(
      update(AccessToken, { email: "bob@example.com" }),
      "AliasExistsException",
      "An account with the given email already exists.",
    );
    expect((await account(emulator(), pool, "ada@example.com")).attributes.email).toBe("ada@example.com");
  });

  it("another user's preferred_username where it is an alias, in other letters too", async () => {
    const { pool, AccessToken } = await aSignedInUser(
      emulator(),
      {},
      { AliasAttributes: ["preferred_username"], UsernameConfiguration: { CaseSensitive: false } },
    );
    await aConfirmedUser(emulator(), pool, "bob", { preferred_username: "boss" });
    await refusal(
      update(AccessToken, { preferred_username: "BOSS" }),
      "AliasExistsException",
      "An account with the preferred_username already exists.",
    );
  });
});

describe("UpdateUserAttributes remembers", () => {
  it("new values, removes empty ones and leaves the others", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator(), { nickname: "Countess", name: "Ada" });
    await update(AccessToken, { nickname: "", locale: "en" });
    expect((await account(emulator(), pool, "ada")).attributes).toEqual({ name: "Ada", locale: "en" });
  });

  it("a new address at once, as not verified", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator(), VERIFIED);
    await update(AccessToken, { email: "new@example.com" });
    expect((await account(emulator(), pool, "ada")).attributes).toEqual({
      email: "new@example.com",
      email_verified: "false",
    });
  });

  it("the same address as what it was", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator(), VERIFIED);
    expect(output(await update(AccessToken, { email: "old@example.com" }))).toEqual({});
    expect((await account(emulator(), pool, "ada")).attributes).toEqual(VERIFIED);
  });

  it("the old address until the new one is proven, where the pool wants that", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator(), VERIFIED, PROOF_FIRST);
    await update(AccessToken, { email: "new@example.com", nickname: "Countess" });
    expect((await account(emulator(), pool, "ada")).attributes).toEqual({
      ...VERIFIED,
      nickname: "Countess",
    });
    await verify(AccessToken, "email", lastMessage(emulator(), { poolId: pool.Id }).code);
    expect((await account(emulator(), pool, "ada")).attributes).toEqual({
      email: "new@example.com",
      email_verified: "true",
      nickname: "Countess",
    });
  });

  it("only the last of two new addresses that wait for their proof", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator(), VERIFIED, PROOF_FIRST);
    await update(AccessToken, { email: "new@example.com" });
    const first = lastMessage(emulator(), { poolId: pool.Id }).code;
    await update(AccessToken, { email: "newer@example.com" });
    const { code, to } = lastMessage(emulator(), { poolId: pool.Id });
    expect(to).toBe("newer@example.com");
    // The two are equal once in a million runs.
    if (first !== code) await expect(verify(AccessToken, "email", first)).rejects.toThrow();
    await verify(AccessToken, "email", code);
    expect((await account(emulator(), pool, "ada")).attributes.email).toBe("newer@example.com");
  });

  it("no code that went to the address before", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator());
    await update(AccessToken, { email: "new@example.com" });
    const { code } = lastMessage(emulator(), { poolId: pool.Id });
    await update(AccessToken, { email: "" });
    await refusal(verify(AccessToken, "email", code), ...EXPIRED);
  });

  it("that an alias moves with its attribute", async () => {
    const { pool, client, AccessToken } = await aSignedInUser(
      emulator(),
      { ...VERIFIED, preferred_username: "countess" },
      { AliasAttributes: ["email", "preferred_username"] },
    );
    await update(AccessToken, { email: "new@example.com", preferred_username: "lady" });
    expect(await signIn(emulator(), pool, client, "lady")).toHaveProperty("AccessToken");
    for (const name of ["countess", "old@example.com", "new@example.com"])
      await refusal(signIn(emulator(), pool, client, name), "UserNotFoundException", "User does not exist.");
    await verify(AccessToken, "email", lastMessage(emulator(), { poolId: pool.Id }).code);
    expect(await signIn(emulator(), pool, client, "new@example.com")).toHaveProperty("AccessToken");
  });
});

describe("UpdateUserAttributes notifies", () => {
  it("the new address", async () => {
    const { pool, client, AccessToken } = await aSignedInUser(emulator(), VERIFIED, {
      EmailVerificationSubject: "Prove it",
      EmailVerificationMessage: "<b>{####}</b>",
    });
    expect((await update(AccessToken, { email: "new@example.com" })).CodeDeliveryDetailsList).toEqual([
      BY_EMAIL,
    ]);
    const { code, ...message } = lastMessage(emulator(), { poolId: pool.Id });
    expect(code).toMatch(/^[0-9]{6}$/);
    expect(message).toMatchObject({
      clientId: client.ClientId,
      username: "ada",
      medium: "EMAIL",
      to: "new@example.com",
      kind: "UpdateUserAttribute",
      subject: "Prove it",
      html: `<b>${code}</b>`,
      text: code,
    });
  });

  it("both addresses, each with a code of its own that proves it alone", async () => {
    const { pool, AccessToken } = await aSignedInUser(emulator(), {}, PROOF_FIRST);
    await update(AccessToken, { phone_number: "+15555559934", email: "new@example.com" });
    const byMail = lastMessage(emulator(), { poolId: pool.Id, to: "new@example.com" });
    const byPhone = lastMessage(emulator(), { poolId: pool.Id, to: "+15555559934" });
    expect(byPhone).toMatchObject({ medium: "SMS", kind: "UpdateUserAttribute" });
    await verify(AccessToken, "email", byMail.code);
    expect((await account(emulator(), pool, "ada")).attributes).toEqual({
      email: "new@example.com",
      email_verified: "true",
    });
    await verify(AccessToken, "phone_number", byPhone.code);
    expect((await account(emulator(), pool, "ada")).attributes.phone_number_verified).toBe("true");
  });
});
