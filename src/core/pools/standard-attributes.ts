// The schema entries of the attributes that every user pool has.
import type { SchemaAttributeType } from "../../model/cognito-idp.gen.js";
import { type StandardAttributeName, standardAttributeNames } from "../../model/standard-attributes.js";

/** What differs from a mutable, optional string of up to 2048 characters. */
const peculiarities: Partial<Record<StandardAttributeName, Partial<SchemaAttributeType>>> = {
  sub: { Mutable: false, Required: true, StringAttributeConstraints: { MinLength: "1", MaxLength: "2048" } },
  birthdate: { StringAttributeConstraints: { MinLength: "10", MaxLength: "10" } },
  email_verified: { AttributeDataType: "Boolean", StringAttributeConstraints: undefined },
  phone_number_verified: { AttributeDataType: "Boolean", StringAttributeConstraints: undefined },
  updated_at: {
    AttributeDataType: "Number",
    StringAttributeConstraints: undefined,
    NumberAttributeConstraints: { MinValue: "0" },
  },
};

/** The 20 attributes of every pool, in the order in which CreateUserPool answers them. */
export const standardAttributes: readonly SchemaAttributeType[] = standardAttributeNames.map((Name) => ({
  Name,
  AttributeDataType: "String",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength: "0", MaxLength: "2048" },
  ...peculiarities[Name],
}));
