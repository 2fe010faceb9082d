// The attributes that every user pool has, as OpenID Connect names them.
import type { SchemaAttributeType } from "../../model/cognito-idp.gen.js";

const standardNames = [
  "sub",
  "name",
  "given_name",
  "family_name",
  "middle_name",
  "nickname",
  "preferred_username",
  "profile",
  "picture",
  "website",
  "email",
  "email_verified",
  "gender",
  "birthdate",
  "zoneinfo",
  "locale",
  "phone_number",
  "phone_number_verified",
  "address",
  "updated_at",
] as const;

/** What differs from a mutable, optional string of up to 2048 characters. */
const peculiarities: Partial<Record<(typeof standardNames)[number], Partial<SchemaAttributeType>>> = {
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
export const standardAttributes: readonly SchemaAttributeType[] = standardNames.map((Name) => ({
  Name,
  AttributeDataType: "String",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength: "0", MaxLength: "2048" },
  ...peculiarities[Name],
}));
