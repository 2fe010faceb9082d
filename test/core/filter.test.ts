// The grammar of ListUsers' filters: every form that is accepted, and every refusal.
import { describe, expect, it } from "vitest";
import { parseFilter } from "../../src/core/users/filter.js";

const attribute = (name: string, value: string, prefix = false) => ({ by: "attribute", name, value, prefix });
const username = (value: string, prefix = false) => ({ by: "username", value, prefix });

describe("a filter", () => {
  it.each([
    [undefined, undefined],
    ["", undefined],
    ["   ", undefined],
    ['name = "Ada"', attribute("name", "ada")],
    ['name ^= "Ada"', attribute("name", "ada", true)],
    ['name="Ada"', attribute("name", "ada")],
    ['name^="Ada"', attribute("name", "ada", true)],
    ['  name\t=\n"Ada"  ', attribute("name", "ada")],
    ['email = "ADA@Example.com"', attribute("email", "ada@example.com")],
    ['phone_number ^= "+1555"', attribute("phone_number", "+1555", true)],
    ['given_name = ""', attribute("given_name", "")],
    ['family_name = "O\'Neil = ^= x"', attribute("family_name", "o'neil = ^= x")],
    ['preferred_username = "ÄÖÜ"', attribute("preferred_username", "äöü")],
    // Quotation marks and backslashes of the value have a backslash before them.
    [String.raw`name = "Ada \"the first\""`, attribute("name", 'ada "the first"')],
    [String.raw`name = "back\\slash\\"`, attribute("name", "back\\slash\\")],
    // The username is compared as it is, letters' case included.
    ['username = "Ada"', username("Ada")],
    ['username ^= "A"', username("A", true)],
    ['sub = "ABC-1"', { by: "sub", value: "abc-1", prefix: false }],
    ['sub ^= "abc"', { by: "sub", value: "abc", prefix: true }],
    ['status = "Enabled"', { by: "enabled", value: true }],
    ['status = "Disabled"', { by: "enabled", value: false }],
    ['status ^= "Dis"', { by: "enabled", value: false }],
    ['status ^= ""', undefined],
    ['status = "enabled"', "none"],
    ['status = "CONFIRMED"', "none"],
    ['cognito:user_status = "confirmed"', { by: "status", values: ["CONFIRMED"] }],
    ['cognito:user_status = "UNCONFIRMED"', { by: "status", values: ["UNCONFIRMED"] }],
    ['cognito:user_status = "external_PROVIDER"', { by: "status", values: ["EXTERNAL_PROVIDER"] }],
    ['cognito:user_status ^= "r"', { by: "status", values: ["RESET_REQUIRED"] }],
    [
      'cognito:user_status ^= ""',
      {
        by: "status",
        values: ["CONFIRMED", "EXTERNAL_PROVIDER", "FORCE_CHANGE_PASSWORD", "RESET_REQUIRED", "UNCONFIRMED"],
      },
    ],
    ['cognito:user_status = "Enabled"', "none"],
  ])("%j", (text, expected) => {
    expect(parseFilter(text)).toEqual(expected);
  });
});

describe("a filter is refused", () => {
  it.each([
    "foo",
    "name",
    "name =",
    "name = Ada",
    "name = 'Ada'",
    'name = "Ada',
    'name = Ada"',
    'name "Ada"',
    '= "Ada"',
    'name == "Ada"',
    'name ~= "Ada"',
    'name ^ = "Ada"',
    'name != "Ada"',
    'name =^ "Ada"',
    'first name = "Ada"',
    '"name" = "Ada"',
    'email ^= "".""@example.com"',
    'name = "Ada" and email = "ada@example.com"',
    'name = "Ada" email',
    String.raw`name = \"Ada\"`,
    String.raw`name = "Ada\"`,
  ])("for its form: %j", (text) => {
    expect(() => parseFilter(text)).toThrow(
      expect.objectContaining({ name: "InvalidParameterException", message: "Error while parsing filter." }),
    );
  });

  it.each([
    "custom:foo",
    "dev:custom:foo",
    "address",
    "nickname",
    "email_verified",
    "Name",
    "USERNAME",
    "user_status",
  ])("for its attribute: %s", (name) => {
    expect(() => parseFilter(`${name} = "x"`)).toThrow(
      expect.objectContaining({
        name: "InvalidParameterException",
        message: `Invalid search attribute: ${name}`,
      }),
    );
  });
});
