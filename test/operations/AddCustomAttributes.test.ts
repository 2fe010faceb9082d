// AddCustomAttributes: more attributes for an existing pool.
import {
  AddCustomAttributesCommand,
  DescribeUserPoolCommand,
  type SchemaAttributeType,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const add = (UserPoolId: string, ...CustomAttributes: SchemaAttributeType[]) =>
  emulator().idp.send(new AddCustomAttributesCommand({ UserPoolId, CustomAttributes }));

const schemaOf = async (UserPoolId: string) =>
  (await emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool?.SchemaAttributes ?? [];

const text = (Name: string): SchemaAttributeType => ({ Name, AttributeDataType: "String" });

test("adds attributes after those that are there", async () => {
  const pool = await aPool(emulator(), { Schema: [text("plan")] });
  const { $metadata: _, ...answer } = await add(pool.Id, text("city"), {
    ...text("note"),
    DeveloperOnlyAttribute: true,
    StringAttributeConstraints: { MinLength: "1", MaxLength: "5" },
  });
  expect(answer).toEqual({});
  expect(await schemaOf(pool.Id)).toEqual([
    ...(pool.SchemaAttributes ?? []),
    {
      Name: "custom:city",
      AttributeDataType: "String",
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: false,
      StringAttributeConstraints: {},
    },
    {
      Name: "dev:custom:note",
      AttributeDataType: "String",
      DeveloperOnlyAttribute: true,
      Mutable: true,
      Required: false,
      StringAttributeConstraints: { MinLength: "1", MaxLength: "5" },
    },
  ]);
});

describe("refuses", () => {
  test("an unknown pool", () =>
    refusal(
      add("us-east-1_Unknown00", text("x")),
      "ResourceNotFoundException",
      "User pool us-east-1_Unknown00 does not exist.",
    ));

  test("a name that is taken, developer-only or not, and adds none of the others", async () => {
    const pool = await aPool(emulator(), { Schema: [{ ...text("plan"), DeveloperOnlyAttribute: true }] });
    await refusal(
      add(pool.Id, text("fine"), text("plan")),
      "InvalidParameterException",
      "custom:plan: Existing attribute already has name dev:custom:plan.",
    );
    expect(await schemaOf(pool.Id)).toEqual(pool.SchemaAttributes);
  });

  test("a required attribute, and one without a type", async () => {
    const pool = await aPool(emulator());
    await refusal(
      add(pool.Id, { ...text("x"), Required: true }),
      "InvalidParameterException",
      "Required custom attributes are not supported currently.",
    );
    await refusal(
      add(pool.Id, { Name: "x" }),
      "InvalidParameterException",
      "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
    );
  });

  test("the 51st", async () => {
    const pool = await aPool(emulator());
    const many = (prefix: string) => Array.from({ length: 25 }, (_, i) => text(`${prefix}${i}`));
    await add(pool.Id, ...many("a"));
    await add(pool.Id, ...many("b"));
    expect(await schemaOf(pool.Id)).toHaveLength(70);
    await refusal(
      add(pool.Id, text("one-more")),
      "InvalidParameterException",
      "User pool cannot have more than 50 custom attributes.",
    );
  });

  test("no attributes at all, and more than 25", async () => {
    const pool = await aPool(emulator());
    await expect(add(pool.Id)).rejects.toThrow(
      /at 'customAttributes' failed to satisfy constraint: Member must have length greater than or equal to 1$/,
    );
    await expect(add(pool.Id, ...Array.from({ length: 26 }, (_, i) => text(`x${i}`)))).rejects.toThrow(
      /at 'customAttributes' failed to satisfy constraint: Member must have length less than or equal to 25$/,
    );
  });
});
