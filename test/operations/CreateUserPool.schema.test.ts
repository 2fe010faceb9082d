// CreateUserPool: the schema of the users' attributes.
import { CreateUserPoolCommand, type SchemaAttributeType } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

async function schemaOf(...Schema: SchemaAttributeType[]): Promise<SchemaAttributeType[]> {
  const { UserPool } = await emulator().idp.send(
    new CreateUserPoolCommand({ PoolName: "schema", Schema: Schema.length > 0 ? Schema : undefined }),
  );
  return UserPool?.SchemaAttributes ?? [];
}

const refused = (attribute: SchemaAttributeType | SchemaAttributeType[], message: string) =>
  refusal(schemaOf(...[attribute].flat()), "InvalidParameterException", message);

/** A standard attribute as it is by default. */
const standard = (Name: string, differences: SchemaAttributeType = {}): SchemaAttributeType => ({
  Name,
  AttributeDataType: "String",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength: "0", MaxLength: "2048" },
  ...differences,
});

const boolean = (name: string): SchemaAttributeType => {
  const { StringAttributeConstraints: _, ...attribute } = standard(name, { AttributeDataType: "Boolean" });
  return attribute;
};

const { StringAttributeConstraints: _, ...updatedAt } = standard("updated_at", {
  AttributeDataType: "Number",
  NumberAttributeConstraints: { MinValue: "0" },
});

describe("accepts", () => {
  test("nothing: the 20 standard attributes, in their order", async () => {
    expect(await schemaOf()).toEqual([
      standard("sub", {
        Mutable: false,
        Required: true,
        StringAttributeConstraints: { MinLength: "1", MaxLength: "2048" },
      }),
      standard("name"),
      standard("given_name"),
      standard("family_name"),
      standard("middle_name"),
      standard("nickname"),
      standard("preferred_username"),
      standard("profile"),
      standard("picture"),
      standard("website"),
      standard("email"),
      boolean("email_verified"),
      standard("gender"),
      standard("birthdate", { StringAttributeConstraints: { MinLength: "10", MaxLength: "10" } }),
      standard("zoneinfo"),
      standard("locale"),
      standard("phone_number"),
      boolean("phone_number_verified"),
      standard("address"),
      updatedAt,
    ]);
  });

  test("standard attributes that are required, immutable or shorter", async () => {
    const schema = await schemaOf(
      { Name: "email", Required: true },
      { Name: "name", AttributeDataType: "String", Mutable: false },
      { Name: "address", StringAttributeConstraints: { MaxLength: "100" } },
    );
    const find = (name: string) => schema.find(({ Name }) => Name === name);
    expect(find("email")).toEqual(standard("email", { Required: true }));
    expect(find("name")).toEqual(standard("name", { Mutable: false }));
    expect(find("address")).toEqual(
      standard("address", { StringAttributeConstraints: { MinLength: "0", MaxLength: "100" } }),
    );
    expect(schema).toHaveLength(20);
  });

  test("custom attributes of every type, after the standard ones", async () => {
    const schema = await schemaOf(
      { Name: "plan", AttributeDataType: "String", Mutable: false },
      {
        Name: "age",
        AttributeDataType: "Number",
        NumberAttributeConstraints: { MinValue: "-1", MaxValue: "150" },
        StringAttributeConstraints: { MaxLength: "3" },
      },
      { Name: "since", AttributeDataType: "DateTime" },
      { Name: "vip", AttributeDataType: "Boolean", DeveloperOnlyAttribute: true, Mutable: true },
    );
    expect(schema.slice(20)).toEqual([
      {
        Name: "custom:plan",
        AttributeDataType: "String",
        DeveloperOnlyAttribute: false,
        Mutable: false,
        Required: false,
        StringAttributeConstraints: {},
      },
      {
        Name: "custom:age",
        AttributeDataType: "Number",
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
        NumberAttributeConstraints: { MinValue: "-1", MaxValue: "150" },
      },
      {
        Name: "custom:since",
        AttributeDataType: "DateTime",
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
      },
      {
        Name: "dev:custom:vip",
        AttributeDataType: "Boolean",
        DeveloperOnlyAttribute: true,
        Mutable: true,
        Required: false,
      },
    ]);
  });
});

describe("refuses", () => {
  test.each([{ AttributeDataType: "Number" }, { DeveloperOnlyAttribute: true }] as const)(
    "a standard attribute with %o",
    (change) =>
      refused(
        { Name: "email", ...change },
        "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
      ),
  );

  test("a custom attribute without a type", () =>
    refused(
      { Name: "plan" },
      "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
    ));

  test("an attribute without a name", () =>
    refused({ AttributeDataType: "String" }, "Schema attribute name must not be empty."));

  test("a required custom attribute", () =>
    refused(
      { Name: "plan", AttributeDataType: "String", Required: true },
      "Required custom attributes are not supported currently.",
    ));

  test("a name longer than 20 characters", () =>
    refused(
      { Name: "phone_number_verified", Required: true },
      "1 validation error detected: Value 'phone_number_verified' at 'schema.1.member.name' failed to satisfy constraint: Member must have length less than or equal to 20",
    ));

  test("a name given twice", async () => {
    await refused(
      [
        { Name: "plan", AttributeDataType: "String" },
        { Name: "plan", AttributeDataType: "String", DeveloperOnlyAttribute: true },
      ],
      "Duplicate custom attribute names custom:plan are not allowed in a user pool schema.",
    );
    await refused(
      [{ Name: "email" }, { Name: "email" }],
      "Duplicate attribute names email are not allowed in a user pool schema.",
    );
  });

  test.each([
    [
      { MinLength: "5", MaxLength: "4" },
      "Attribute custom:x cannot have a max length shorter than it's min length",
    ],
    [{ MaxLength: "2049" }, "user.custom:x: String attributes cannot have a length of more than 2048"],
    [{ MinLength: "a" }, "Invalid StringAttributeConstraints for schema attribute custom:x"],
  ])("string constraints %o", (StringAttributeConstraints, message) =>
    refused({ Name: "x", AttributeDataType: "String", StringAttributeConstraints }, message),
  );

  test.each([
    [
      { MinValue: "5", MaxValue: "4" },
      "Attribute custom:n cannot have a max value smaller than it's min value",
    ],
    [{ MaxValue: "many" }, "Invalid NumberAttributeConstraints for schema attribute custom:n"],
  ])("number constraints %o", (NumberAttributeConstraints, message) =>
    refused({ Name: "n", AttributeDataType: "Number", NumberAttributeConstraints }, message),
  );

  test("a standard attribute whose new limits do not fit its own", () =>
    refused(
      { Name: "birthdate", StringAttributeConstraints: { MaxLength: "4" } },
      "Attribute birthdate cannot have a max length shorter than it's min length",
    ));
});
