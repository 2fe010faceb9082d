// AdminDeleteUserAttributes through the official SDK.
import {
  AdminDeleteUserAttributesCommand,
  AdminGetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();

const remove = (UserPoolId: string, Username: string, ...UserAttributeNames: string[]) =>
  emulator().idp.send(new AdminDeleteUserAttributesCommand({ UserPoolId, Username, UserAttributeNames }));

async function attributesOf(pool: { Id: string }, Username: string) {
  const user = await emulator().idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username }));
  const { sub, ...attributes } = Object.fromEntries(
    (user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]),
  );
  return attributes;
}

describe("AdminDeleteUserAttributes", () => {
  it("accepts names of attributes, also of ones without a value", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada", { name: "Ada", locale: "en" });
    const { $metadata, ...answer } = await remove(pool.Id, "ada", "locale", "nickname");
    expect(answer).toEqual({});
    expect(await attributesOf(pool, "ada")).toEqual({ name: "Ada" });
  });

  it("removes the verified flag and the alias together with an address", async () => {
    const pool = await aPool(emulator(), { AliasAttributes: ["email"] });
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com", email_verified: "true" });
    await remove(pool.Id, "ada", "email");
    expect(await attributesOf(pool, "ada")).toEqual({});
    await refusal(
      emulator().idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada@example.com" })),
      "UserNotFoundException",
      "User does not exist.",
    );
  });

  describe("refuses", () => {
    refusesUnknownUser(emulator, (poolId, username) => remove(poolId, username, "name"));

    it("attributes that do not exist, are immutable or required", async () => {
      const pool = await aPool(emulator(), {
        Schema: [
          { Name: "email", Required: true, Mutable: true },
          { Name: "role", AttributeDataType: "String", Mutable: false },
        ],
      });
      const had = { email: "ada@example.com", "custom:role": "admin", name: "Ada" };
      await aConfirmedUser(emulator(), pool, "ada", had);
      const cases = [
        [
          ["name", "custom:foo", "custom:bar"],
          "Invalid user attributes: user.custom:foo: Attribute does not exist in the schema.\n" +
            "user.custom:bar: Attribute does not exist in the schema.\n",
        ],
        [
          ["custom:role", "sub"],
          "user.custom:role: Attribute cannot be updated.\nuser.sub: Attribute cannot be updated.\n",
        ],
        [["email"], "Invalid user attributes: email: Required attribute cannot be deleted."],
      ] as const;
      for (const [names, message] of cases)
        await refusal(remove(pool.Id, "ada", ...names), "InvalidParameterException", message);
      expect(await attributesOf(pool, "ada")).toEqual(had);
    });
  });
});
