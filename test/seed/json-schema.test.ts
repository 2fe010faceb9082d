// The published JSON Schema, checked by a validator that knows nothing of ours.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fixtureJsonSchema } from "../../src/seed/json-schema.js";
import { readFixtures } from "../../src/seed/seeder.js";

const FOLDER = join(import.meta.dirname, "..", "..", "fixtures");
const published = JSON.parse(readFileSync(join(FOLDER, "fixture.schema.json"), "utf8"));
const shipped = readdirSync(FOLDER).filter((name) => name !== "fixture.schema.json");

let validate: ValidateFunction;

beforeAll(() => {
  validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(published);
});

it("is up to date; if not, run scripts/generate-fixture-schema.js after a build", () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(fixtureJsonSchema())));
});

describe.each(shipped)("fixtures/%s", (name) => {
  const text = readFileSync(join(FOLDER, name), "utf8");

  it("is valid", () => {
    validate(parse(text));
    expect(validate.errors).toBeNull();
  });

  it("tells editors where the schema is", () => {
    const reference = name.endsWith(".json")
      ? parse(text).$schema
      : /^# yaml-language-server: \$schema=(.*)$/m.exec(text)?.[1];
    expect(reference).toBe("./fixture.schema.json");
  });
});

/** What one member makes right or wrong, for the schema as for the reader. */
const pool = (members: object) => ({ userPools: [{ name: "p", ...members }] });

it.each<[string, object, boolean]>([
  ["an empty fixture", {}, true],
  ["an unknown member", { tables: {} }, false],
  ["a function's module", { triggers: { "pre-sign-up": "./pre-sign-up.ts#handler" } }, true],
  [
    "a function's URL and environment",
    { triggers: { a: { target: "http://a/b?c#d", environment: { E: "f" } } } },
    true,
  ],
  [
    "a function by its ARN",
    { triggers: { "arn:aws:lambda:us-east-1:000000000000:function:a:live": "a.js" } },
    true,
  ],
  ["a function of no such name", { triggers: { "a b": "a.js" } }, false],
  ["a function with an unknown member", { triggers: { a: { file: "a.js" } } }, false],
  ["a function at a URL that is not HTTP", { triggers: { a: "ftp://a/b" } }, false],
  ["an unknown member of a pool", pool({ clinets: [] }), false],
  ["a missing name", { userPools: [{}] }, false],
  ["a pool id", pool({ id: "us-east-1_AbCdEf123" }), true],
  ["a pool id without its region", pool({ id: "AbCdEf123" }), false],
  ["a long pool id", pool({ id: `us-east-1_${"a".repeat(60)}` }), false],
  ["a client secret", pool({ clients: [{ name: "c", secret: "s".repeat(24) }] }), true],
  ["a short client secret", pool({ clients: [{ name: "c", secret: "s" }] }), false],
  ["a password", pool({ users: [{ username: "ada", password: "Abcdef1!" }] }), true],
  ["a password that ends in a space", pool({ users: [{ username: "ada", password: "Abcdef1 " }] }), false],
  ["a password that is a number", pool({ users: [{ username: "ada", password: 12345678 }] }), false],
  [
    "an attribute that is a flag",
    pool({ users: [{ username: "ada", attributes: { email_verified: true } }] }),
    true,
  ],
  ["an attribute that is a list", pool({ users: [{ username: "ada", attributes: { email: [] } }] }), false],
  ["a status", pool({ users: [{ username: "ada", status: "FORCE_CHANGE_PASSWORD" }] }), true],
  ["no status", pool({ users: [{ username: "ada", status: "ARCHIVED" }] }), false],
  ["a domain by its prefix", pool({ domains: ["shop"] }), true],
  ["a domain with settings", pool({ domains: [{ name: "shop", ManagedLoginVersion: 2 }] }), true],
  ["a domain with a number", pool({ domains: [2] }), false],
  ["a setting of the API", pool({ Policies: { PasswordPolicy: { MinimumLength: 6 } } }), true],
  ["a setting out of range", pool({ Policies: { PasswordPolicy: { MinimumLength: 5 } } }), false],
  ["a setting with an unknown member", pool({ Policies: { Length: 5 } }), false],
  ["an enum of the API", pool({ MfaConfiguration: "OFF" }), true],
  ["no such value", pool({ MfaConfiguration: "off" }), false],
  ["a list that is too long", pool({ AccountRecoverySetting: { RecoveryMechanisms: [{}, {}, {}] } }), false],
  [
    "a limit without quotes",
    pool({
      Schema: [{ Name: "a", AttributeDataType: "String", StringAttributeConstraints: { MaxLength: 5 } }],
    }),
    true,
  ],
  ["tags", pool({ UserPoolTags: { team: "shop", version: 3 } }), true],
  [
    "session tags by default",
    { identityPools: [{ name: "i", principalTags: { "accounts.google.com": true } }] },
    true,
  ],
  [
    "session tags as text",
    { identityPools: [{ name: "i", principalTags: { "accounts.google.com": "x" } }] },
    false,
  ],
])("agrees with the reader about %s", async (_, fixture, right) => {
  expect(validate(fixture)).toBe(right);
  const reading = readFixtures([{ name: "a.json", text: JSON.stringify(fixture) }]);
  if (right) await reading;
  else await expect(reading).rejects.toThrow();
});
