// What a fixture may say and how it is told what is wrong: file, line, column, member and what was expected.
import { describe, expect, it } from "vitest";
import { FixtureError } from "../../src/seed/problem.js";
import { readFixtures } from "../../src/seed/seeder.js";

/** The messages about one file. */
async function problemsOf(text: string, name = "seed.yaml"): Promise<string[]> {
  try {
    await readFixtures([{ name, text }]);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(FixtureError);
    return (error as FixtureError).message.split("\n");
  }
}

/** A pool named p, with more lines of members. */
const pool = (...lines: string[]) =>
  ["userPools:", "  - name: p", ...lines.map((line) => `    ${line}`)].join("\n");

describe("a fixture that is right", () => {
  it("is read from YAML and from JSON alike", async () => {
    const yaml = await readFixtures([{ name: "a.yaml", text: pool("users:", "  - { username: ada }") }]);
    const json = await readFixtures([
      { name: "a.json", text: '{\n\t"userPools": [{ "name": "p", "users": [{ "username": "ada" }] }]\n}' },
    ]);
    expect(json).toEqual(yaml);
  });

  it("may be empty", async () => {
    expect(await problemsOf("userPools: []")).toEqual([]);
    expect(await problemsOf("{}", "seed.json")).toEqual([]);
  });

  it("keeps attribute values as they were written", async () => {
    const [fixture] = await readFixtures([
      {
        name: "a.yaml",
        text: pool(
          "Schema: [{ Name: age, AttributeDataType: Number }]",
          "users:",
          "  - username: ada",
          "    attributes: { phone_number: +12065550100, email_verified: true, custom:age: 042, birthdate: 1815-12-10 }",
        ),
      },
    ]);
    expect(fixture?.userPools?.[0]?.users?.[0]?.attributes).toEqual({
      phone_number: "+12065550100",
      email_verified: "true",
      "custom:age": "042",
      birthdate: "1815-12-10",
    });
  });

  it("separates its own members from those of the API", async () => {
    const [fixture] = await readFixtures([{ name: "a.yaml", text: pool("AutoVerifiedAttributes: [email]") }]);
    expect(fixture?.userPools?.[0]).toMatchObject({
      name: "p",
      settings: { AutoVerifiedAttributes: ["email"] },
    });
  });

  it("may repeat itself with anchors, aliases and merge keys", async () => {
    const [fixture] = await readFixtures([
      {
        name: "a.yaml",
        text: [
          "userPools:",
          "  - &base",
          "    name: one",
          "    Policies: { PasswordPolicy: &policy { MinimumLength: 6 } }",
          "  - <<: *base",
          "    name: two",
          "  - name: three",
          "    Policies: { PasswordPolicy: *policy }",
        ].join("\n"),
      },
    ]);
    const Policies = { PasswordPolicy: { MinimumLength: 6 } };
    expect(fixture?.userPools?.map(({ name, settings }) => ({ name, settings }))).toEqual([
      { name: "one", settings: { Policies } },
      { name: "two", settings: { Policies } },
      { name: "three", settings: { Policies } },
    ]);
  });
});

describe("a file that is no fixture", () => {
  it.each([
    ["a list", "- a", "seed.yaml:1:1: expected members with values, got a list"],
    ["nothing", "", "seed.yaml:1:1: expected members with values, got nothing"],
    ["a text", "hello", 'seed.yaml:1:1: expected members with values, got "hello"'],
    ["broken YAML", "userPools:\n  - name: a\n name: b", /^seed\.yaml:3:\d+: /],
    ["broken JSON", '{\n  "userPools": [\n}', /^seed\.yaml:3:\d+: /],
    ["a member twice", "region: us-east-1\nregion: us-east-2", /^seed\.yaml:2:1: .*unique/],
    ["an unknown tag", "region: !secret x", /^seed\.yaml:1:9: .*tag/],
    ["an unknown alias", "region: *nowhere", /^seed\.yaml:1:9: .*nowhere/],
    ["an alias of itself", "region: &loop [*loop]", /^seed\.yaml:1:16: .*contains itself/],
    ["a bomb of aliases", bomb(), /^seed\.yaml:1:1: .*million/],
  ])("%s", async (_, text, message) => {
    const [first] = await problemsOf(text);
    if (typeof message === "string") expect(first).toBe(message);
    else expect(first).toMatch(message);
  });

  function bomb(): string {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const items =
        level === 0
          ? "x"
          : Array(9)
              .fill(`*l${level - 1}`)
              .join(", ");
      return `l${level}: &l${level} [${items}]`;
    });
    return levels.join("\n");
  }
});

describe("a member that is wrong", () => {
  it.each([
    [
      "unknown",
      pool("clinets: []"),
      'seed.yaml:3:5: userPools[0]: there is no member "clinets"; did you mean "clients"?',
    ],
    [
      "unknown and like no other",
      "tables: []",
      'seed.yaml:1:1: there is no member "tables"; there are $schema, region, account, userPools, identityPools, triggers',
    ],
    [
      "in the wrong case",
      pool("policies: {}"),
      'seed.yaml:3:5: userPools[0]: there is no member "policies"; did you mean "Policies"?',
    ],
    [
      "missing",
      "userPools:\n  - id: us-east-1_Abc",
      'seed.yaml:2:5: userPools[0]: the member "name" is missing',
    ],
    [
      "of another kind",
      pool("clients: web"),
      'seed.yaml:3:14: userPools[0].clients: expected a list, got "web"',
    ],
    ["empty", pool("clients:"), "seed.yaml:3:13: userPools[0].clients: expected a list, got nothing"],
    [
      "not of its form",
      pool("id: nope"),
      'seed.yaml:3:9: userPools[0].id: expected a user pool id such as us-east-1_AbCdEf123, got "nope"',
    ],
    [
      "too long",
      pool(`DeletionProtection: ACTIVE`, `id: us-east-1_${"a".repeat(60)}`),
      /^seed\.yaml:4:9: userPools\[0\]\.id: expected a user pool id such as \S+ of at most 55 characters, got "us-/,
    ],
    [
      "a number where text belongs",
      "account: 111122223333",
      "seed.yaml:1:10: account: expected an account id of 12 digits (in quotes), got 111122223333",
    ],
    [
      "text where true or false belongs",
      pool("users:", "  - { username: ada, enabled: yes }"),
      'seed.yaml:4:35: userPools[0].users[0].enabled: expected true or false, got "yes"',
    ],
    [
      "not one of the choices",
      pool("users:", "  - { username: ada, status: confirmed }"),
      'seed.yaml:4:34: userPools[0].users[0].status: expected one of CONFIRMED, FORCE_CHANGE_PASSWORD, UNCONFIRMED, RESET_REQUIRED, got "confirmed"',
    ],
    [
      "out of the API's range",
      pool("Policies: { PasswordPolicy: { MinimumLength: 3 } }"),
      "seed.yaml:3:50: userPools[0].Policies.PasswordPolicy.MinimumLength: expected a whole number, 6 to 99, got 3",
    ],
    [
      "not one of the API's choices",
      pool("AutoVerifiedAttributes: [mail]"),
      'seed.yaml:3:30: userPools[0].AutoVerifiedAttributes[0]: expected one of phone_number, email, got "mail"',
    ],
    [
      "against the API's pattern",
      pool("LambdaConfig: { PreSignUp: my-function-for-sign-up }"),
      /^seed\.yaml:3:32: userPools\[0\]\.LambdaConfig\.PreSignUp: expected text that matches arn:/,
    ],
  ])("%s", async (_, text, message) => {
    const problems = await problemsOf(text);
    expect(problems).toHaveLength(1);
    if (typeof message === "string") expect(problems[0]).toBe(message);
    else expect(problems[0]).toMatch(message);
  });

  it("is never shown when it is secret", async () => {
    const problems = await problemsOf(
      pool(
        "clients: [{ name: web, secret: toosecret }]",
        "users:",
        "  - { username: ada, password: abc }",
        "  - { username: bob, password: 31415926 }",
      ),
    );
    expect(problems).toEqual([
      "seed.yaml:3:36: userPools[0].clients[0].secret: expected a client secret: 24 to 64 letters, digits, _ or +, got other text",
      "seed.yaml:5:36: userPools[0].users[0].password: expected a password of 6 to 256 characters, got other text",
      "seed.yaml:6:36: userPools[0].users[1].password: expected a password (in quotes), got a number",
    ]);
    expect(problems.join()).not.toMatch(/toosecret|abc|31415926/);
  });
});

describe("members that do not fit each other", () => {
  it.each([
    [
      "two pools of one name",
      "userPools:\n  - name: p\n  - name: p",
      'seed.yaml:3:5: userPools[1].name: "p" is already used on line 2',
    ],
    [
      "two clients of one id",
      "userPools:\n  - { name: a, clients: [{ name: x, id: c }] }\n  - { name: b, clients: [{ name: x, id: c }] }",
      'seed.yaml:3:37: userPools[1].clients[0].id: "c" is already used on line 2',
    ],
    [
      "two users of one name",
      pool("users:", "  - username: ada", "  - username: ada"),
      'seed.yaml:5:9: userPools[0].users[1].username: "ada" is already used on line 4',
    ],
    [
      "a group that is not there",
      pool("groups: [{ name: admins }]", "users:", "  - { username: ada, groups: [admin] }"),
      'seed.yaml:5:35: userPools[0].users[0].groups[0]: there is no group "admin" in this pool; did you mean "admins"?',
    ],
    [
      "an attribute that the schema lacks",
      pool(
        "Schema: [{ Name: tier, AttributeDataType: String }]",
        "users:",
        "  - { username: ada, attributes: { custom:teir: gold } }",
      ),
      'seed.yaml:5:40: userPools[0].users[0].attributes["custom:teir"]: the pool\'s schema has no such attribute; did you mean "custom:tier"?',
    ],
    [
      "the sub as an attribute",
      pool("users:", "  - { username: ada, attributes: { sub: x } }"),
      "seed.yaml:4:40: userPools[0].users[0].attributes.sub: the sub is a member of the user itself, not an attribute",
    ],
    [
      "verified and not",
      pool("users:", "  - { username: ada, attributes: { email_verified: false }, verified: [email] }"),
      "seed.yaml:4:76: userPools[0].users[0].verified[0]: contradicts email_verified: false",
    ],
    [
      "a confirmed user without a password",
      pool("users:", "  - { username: ada, status: CONFIRMED }"),
      "seed.yaml:4:26: userPools[0].users[0].status: a user who is CONFIRMED needs a password",
    ],
    [
      "an unconfirmed user without a client",
      pool("users:", "  - { username: ada, password: Abcdef1!, status: UNCONFIRMED }"),
      "seed.yaml:4:46: userPools[0].users[0].status: an UNCONFIRMED user signs up through a client, but the pool has none in this file",
    ],
    [
      "an unconfirmed user where nobody signs up",
      pool(
        "AdminCreateUserConfig: { AllowAdminCreateUserOnly: true }",
        "clients: [{ name: web }]",
        "users:",
        "  - { username: ada, password: Abcdef1!, status: UNCONFIRMED }",
      ),
      "seed.yaml:6:46: userPools[0].users[0].status: an UNCONFIRMED user signs up, which AllowAdminCreateUserOnly forbids",
    ],
    [
      "a secret that is not to be",
      pool(`clients: [{ name: web, secret: ${"s".repeat(24)}, GenerateSecret: false }]`),
      "seed.yaml:3:62: userPools[0].clients[0].GenerateSecret: contradicts the member secret",
    ],
    [
      "an id of another region",
      "region: us-east-1\nuserPools: [{ name: p, id: eu-west-1_Abc }]",
      "seed.yaml:2:24: userPools[0].id: is in eu-west-1, but the file's region is us-east-1",
    ],
    [
      "an identity pool that trusts no such pool",
      "userPools: [{ name: shop }]\nidentityPools: [{ name: i, userPools: [{ pool: shp, client: web }] }]",
      'seed.yaml:2:42: identityPools[0].userPools[0].pool: this file has no user pool "shp"; did you mean "shop"?',
    ],
    [
      "an identity pool that trusts no such client",
      "userPools: [{ name: shop, clients: [{ name: app }] }]\nidentityPools: [{ name: i, userPools: [{ pool: shop, client: web }] }]",
      'seed.yaml:2:54: identityPools[0].userPools[0].client: the user pool "shop" has no client "web"; there are app',
    ],
    [
      "session tags stated twice",
      [
        "userPools: [{ name: p, clients: [{ name: a }, { name: b }] }]",
        "identityPools:",
        "  - name: i",
        "    userPools:",
        "      - { pool: p, client: a, principalTags: true }",
        "      - { pool: p, client: b, principalTags: true }",
      ].join("\n"),
      'seed.yaml:6:31: identityPools[0].userPools[1].principalTags: the session tags of the user pool "p" are stated twice',
    ],
  ])("%s", async (_, text, message) => {
    expect(await problemsOf(text)).toEqual([message]);
  });

  it("a user without a password is fine where nobody needs one", async () => {
    const passwordless = "Policies: { SignInPolicy: { AllowedFirstAuthFactors: [PASSWORD, EMAIL_OTP] } }";
    const users = "users: [{ username: ada, status: CONFIRMED, attributes: { email: ada@example.com } }]";
    expect(await problemsOf(pool(passwordless, users))).toEqual([]);
    const [problem] = await problemsOf(pool(passwordless, "users: [{ username: ada }]"));
    expect(problem).toContain("a user without a password needs email here, to get codes");
  });
});

it("every problem of every file is told, in the order of the lines", async () => {
  const wrong = pool("users: [{}]", "id: 1", "clinets: []");
  await expect(
    readFixtures([
      { name: "a.yaml", text: wrong },
      { name: "b.yaml", text: "region: 5" },
    ]),
  ).rejects.toMatchObject({
    problems: [
      { file: "a.yaml", line: 3, path: "userPools[0].users[0]" },
      { file: "a.yaml", line: 4, path: "userPools[0].id" },
      { file: "a.yaml", line: 5, path: "userPools[0]" },
      { file: "b.yaml", line: 1, path: "region" },
    ],
  });
});
