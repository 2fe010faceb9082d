// Random inputs that the model allows: nasty text, extreme numbers, and values that name what the emulator has.
import type { IntegerShape, Shape, StringShape, StructureShape } from "../../src/model/shape.js";
import { sampleString } from "../wire/samples.js";
import type { Random } from "./random.js";

type Json = Record<string, unknown>;

/** Texts that break programs. Each is used wherever the model allows it. */
const NASTY = [
  "",
  " ",
  "a",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "x\udc00y",
  "😀",
  "👩‍👩‍👧",
  "İıßſK",
  "é́",
  "\u200b\u202e\ufeff",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "0",
  "-1",
  "00000000000000000001",
  "1e999",
  "999999999999999999999999",
  "true",
  "2024-02-30",
  "%00",
  "%E0%A4%A",
  "'; DROP TABLE users; --",
  '"',
  "\\",
  "*",
  "{####}",
  "{username}",
  "{##Click##}",
  "<script>alert(1)</script>",
  "../../../etc/passwd",
  "http://127.0.0.1:1/x",
  "https://example.com/callback",
  "myapp://callback#fragment",
  "$&$1$`",
  "\r\nX-Injected: 1",
  "\u2028",
  "+15555550100",
  "someone@example.com",
  "ADA",
  "ada",
  "admin",
  "123456",
  "Corr3ct-Horse!",
  "en",
  "us-east-1",
  "12345678901234567890123456789012345678901234567890",
];

const ATTRIBUTE_NAMES = [
  ...[
    "sub",
    "email",
    "email_verified",
    "phone_number",
    "phone_number_verified",
    "name",
    "preferred_username",
  ],
  ...["birthdate", "locale", "zoneinfo", "updated_at", "address", "picture", "custom:tier", "custom:count"],
  ...[
    "custom:day",
    "custom:flag",
    "dev:custom:x",
    "identities",
    "cognito:user_status",
    "username",
    "custom:",
  ],
];

const FILTERS = [
  ...['username = "ada"', 'username ^= ""', 'email ^= "s"', 'sub = "x"', 'cognito:user_status = "CONFIRMED"'],
  ...['status = "Enabled"', 'status ^= ""', 'name ^= "\\""', 'custom:tier = "a"', '"', 'email = "', "a = b"],
  ...['phone_number ^= "+1"', 'name ^= "\ud800"', 'name ^= "\u0000"', 'preferred_username = "x\\\\"'],
];

/** Keys of AuthParameters, ChallengeResponses and the like, with what finds a value for each. */
const PARAMETERS: Readonly<Record<string, string>> = {
  USERNAME: "Username",
  PASSWORD: "Password",
  SRP_A: "SrpA",
  SECRET_HASH: "SecretHash",
  REFRESH_TOKEN: "RefreshToken",
  NEW_PASSWORD: "Password",
  PASSWORD_CLAIM_SECRET_BLOCK: "SECRET_BLOCK",
  PASSWORD_CLAIM_SIGNATURE: "Signature",
  TIMESTAMP: "Timestamp",
  DEVICE_KEY: "DeviceKey",
  CHALLENGE_NAME: "ChallengeName",
  PREFERRED_CHALLENGE: "AvailableChallenges",
  EMAIL_OTP_CODE: "Code",
  SMS_OTP_CODE: "Code",
  CREDENTIAL: "Credential",
  ANSWER: "AvailableChallenges",
  "userAttributes.name": "Name",
  "userAttributes.email": "email",
  "userAttributes.__proto__": "Name",
};

/** Members that take the values of another name. */
const SYNONYMS: Readonly<Record<string, string>> = {
  Id: "UserPoolId",
  UserName: "Username",
  UserSub: "Username",
  PreviousPassword: "Password",
  ProposedPassword: "Password",
  TemporaryPassword: "Password",
  ConfirmationCode: "Code",
  ResourceArn: "Arn",
  Token: "RefreshToken",
  PaginationToken: "NextToken",
  SourceUserIdentifier: "DeveloperUserIdentifier",
  DestinationUserIdentifier: "DeveloperUserIdentifier",
  SourceIdentityId: "IdentityId",
};

const named = (member: string): string => SYNONYMS[member] ?? member;

/** What an operation can do little without, though the model does not require it. */
const ALMOST_REQUIRED =
  /^(AuthParameters|ChallengeResponses|Password|Session|Logins|DeveloperUserIdentifier)$/;

/** Where things are made must be there already. */
const IS_PLACE = /^(UserPoolId|ClientId|IdentityPoolId|Filter|AttributeName)$/;

const LONGEST = 3000;

export interface Inputs {
  /**
   * A random input of an operation.
   * @param nameless the share of values that name nothing known
   */
  of(shape: StructureShape, nameless: number): Json;
  /** Takes note of what an answer names, to be used in later inputs. */
  learn(answer: unknown): void;
  know(member: string, value: string): void;
  /** Names that belong together, such as a pool, its users and their tokens: most inputs name one family. */
  family(names: Family): void;
}

export type Family = Readonly<Record<string, readonly string[]>>;

/** How many families are remembered: the older ones have lost most of their members. */
const FAMILIES = 4;

export function randomInputs(random: Random): Inputs {
  const known = new Map<string, string[]>();
  const families: Family[] = [];
  let focus: Family = {};
  let newNames = 0;

  function know(member: string, value: string): void {
    const name = named(member);
    const values = known.get(name) ?? [];
    if (values.includes(value)) return;
    values.push(value);
    // The first ones were given by the test and stay.
    if (values.length > 12) values.splice(4 + random.int(values.length - 4), 1);
    known.set(name, values);
  }

  const fits = (shape: StringShape, text: string): boolean => {
    const length = [...text].length;
    return (
      length >= (shape.min ?? 0) &&
      length <= (shape.max ?? Number.POSITIVE_INFINITY) &&
      (shape.pattern === undefined || shape.pattern.matches(text))
    );
  };

  function text(shape: StringShape, member: string): string {
    if (shape.enum !== undefined) return random.pick([...shape.enum]);
    for (const names of [focus[named(member)] ?? [], known.get(named(member)) ?? []]) {
      const name =
        names.length > 0 && !random.chance(IS_PLACE.test(member) ? newNames / 6 : newNames)
          ? random.pick(names)
          : undefined;
      if (name !== undefined && fits(shape, name)) return name;
    }
    const { min = 0, max = LONGEST } = shape;
    for (let attempt = 0; attempt < 6; attempt++) {
      let candidate = random.pick(NASTY);
      if (random.chance(0.1))
        candidate = candidate.repeat(Math.ceil(Math.min(max, LONGEST) / (candidate.length || 1)));
      if (candidate.length < min)
        candidate = (candidate || "x").repeat(Math.ceil(min / (candidate.length || 1)));
      candidate = [...candidate].slice(0, Math.min(max, LONGEST)).join("");
      if (fits(shape, candidate)) return candidate;
    }
    return sampleString(shape);
  }

  function integer({ min, max, kind }: IntegerShape): number {
    const lowest = min ?? (kind === "long" ? -(2 ** 53) : -(2 ** 31));
    const highest = max ?? (kind === "long" ? 2 ** 53 : 2 ** 31 - 1);
    const candidates = [lowest, highest, 0, 1, 5, 60, 3600, -1, lowest + 1, highest - 1];
    return random.pick(candidates.filter((value) => value >= lowest && value <= highest));
  }

  function size(min = 0, max = 50): number {
    const usual = random.pick([0, 1, 1, 2, 3]);
    return Math.min(max, Math.max(min, random.chance(0.02) ? Math.min(max, 50) : usual));
  }

  function map(shape: Extract<Shape, { kind: "map" }>, member: string): Json {
    const entries: [string, unknown][] = [];
    for (let count = size(shape.min, shape.max); count > 0; count--) {
      if (/^(AuthParameters|ChallengeResponses)$/.test(member)) continue;
      entries.push([text(shape.key, `${member}.key`), value(shape.value, `${member}.value`)]);
    }
    if (/^(AuthParameters|ChallengeResponses)$/.test(member)) {
      for (const [key, name] of Object.entries(PARAMETERS))
        if (
          random.chance(/^(USERNAME|PASSWORD|SRP_A|REFRESH|PASSWORD_CLAIM|TIME|NEW)/.test(key) ? 0.9 : 0.15)
        )
          entries.push([key, value(shape.value, name)]);
    }
    return Object.fromEntries(entries);
  }

  function value(shape: Shape, member: string): unknown {
    switch (shape.kind) {
      case "string":
        return text(shape, member);
      case "integer":
      case "long":
        return integer(shape);
      case "boolean":
        return random.chance(0.5);
      case "timestamp":
        return random.pick([0, 1, 1_700_000_000, 1_700_000_000.123, -1, 8.64e12, 8.64e12 + 1, 1e300]);
      case "blob":
        return random.pick(["", "AAEC", "/w==", Buffer.alloc(2000, "{").toString("base64")]);
      case "document":
        return random.pick([null, true, 0, "", [], {}, { a: [1, { b: "\ud800" }] }, { ["__proto__"]: 1 }]);
      case "list":
        return Array.from({ length: size(shape.min, shape.max) }, () => value(shape.member, member));
      case "map":
        return map(shape, member);
      case "structure":
        return structure(shape);
    }
  }

  function structure(shape: StructureShape): Json {
    const result: Json = {};
    // Few optional members make deep code reachable, many make odd combinations.
    const share = random.pick([0, 0.1, 0.3, 0.7]);
    const isAttribute = shape.name === "AttributeType";
    for (const { name, shape: inner, required } of shape.members) {
      if (!required && !random.chance(isAttribute || ALMOST_REQUIRED.test(name) ? 0.97 : share)) continue;
      result[name] = value(inner, isAttribute && name === "Name" ? "AttributeName" : name);
    }
    return result;
  }

  function learn(answer: unknown, member = ""): void {
    if (typeof answer === "string") {
      if (answer !== "" && answer.length < 4000) know(member, answer);
    } else if (Array.isArray(answer)) for (const element of answer) learn(element, member);
    else if (typeof answer === "object" && answer !== null)
      for (const [name, inner] of Object.entries(answer)) learn(inner, name);
  }

  for (const name of ATTRIBUTE_NAMES) {
    const list = known.get("AttributeName") ?? [];
    list.push(name);
    known.set("AttributeName", list);
  }
  known.set("UserAttributeNames", [...ATTRIBUTE_NAMES]);
  known.set("Filter", [...FILTERS]);
  for (const password of ["Corr3ct-Horse!", "An0ther-Horse!", "wrong"]) know("Password", password);
  for (const A of ["1", "ff".repeat(384), "abcdef0123456789".repeat(48), "0", "zz"]) know("SrpA", A);
  know("Timestamp", "Thu Feb 1 10:11:12 UTC 2024");
  know("Signature", "c2lnbmF0dXJl");
  know("Code", "123456");
  for (const name of ["EMAIL_OTP", "SMS_OTP", "WEB_AUTHN", "123456"]) know("AvailableChallenges", name);

  return {
    of(shape, nameless) {
      newNames = nameless;
      focus = families.length > 0 && random.chance(0.9) ? random.pick(families) : {};
      return structure(shape);
    },
    learn,
    know,
    family(names) {
      families.unshift(names);
      families.length = Math.min(families.length, FAMILIES);
    },
  };
}
