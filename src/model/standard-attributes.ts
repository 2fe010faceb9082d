// The names of the attributes that every user pool has, as OpenID Connect gives them, in Cognito's order.
export const standardAttributeNames = [
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

export type StandardAttributeName = (typeof standardAttributeNames)[number];
