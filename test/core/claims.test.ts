// The claims of tokens, from records: which are there, which are not, and of what type.
import { describe, expect, test } from "vitest";
import { accessTokenClaims, idTokenClaims, type TokenSubject } from "../../src/core/tokens/claims.js";
import type { Client, ClientSettings, Group } from "../../src/storage/records.js";

const SECOND = 1_000;
const NOW = 1_700_000_000_999;

const client = (settings: Partial<ClientSettings> = {}): Client => ({
  id: "client1",
  poolId: "us-east-1_Pool",
  name: "test",
  settings: { EnableTokenRevocation: true, ...settings },
  secrets: [],
  createdAt: 0,
  changedAt: 0,
});

const group = (name: string, roleArn?: string, precedence?: number): Group => ({
  ...{ poolId: "us-east-1_Pool", name, roleArn, precedence, createdAt: 0, changedAt: 0 },
});

const subject = (
  change: Partial<TokenSubject> & { attributes?: Record<string, string> } = {},
): TokenSubject => ({
  issuer: "http://localhost:9555/us-east-1_Pool",
  client: client(),
  user: {
    ...{ id: 1, poolId: "us-east-1_Pool", sub: "sub-1", username: "alice", status: "CONFIRMED" },
    ...{ enabled: true, attributes: change.attributes ?? {}, createdAt: 0, changedAt: 0 },
  },
  groups: [],
  signIn: {
    ...{ id: "origin-1", poolId: "us-east-1_Pool", clientId: "client1", userId: 1, eventId: "event-1" },
    ...{ scope: "aws.cognito.signin.user.admin", authenticatedAt: NOW - 60 * SECOND, lastActiveAt: NOW },
    ...{ expiresAt: NOW, details: {} },
  },
  issuedAt: NOW,
  jti: "jti-1",
  ...change,
});

const times = { auth_time: 1_699_999_940, iat: 1_700_000_000, exp: 1_700_003_600 };

describe("a user without attributes or groups", () => {
  test("has an ID token of these claims and no others", () => {
    expect(idTokenClaims(subject())).toEqual({
      sub: "sub-1",
      iss: "http://localhost:9555/us-east-1_Pool",
      "cognito:username": "alice",
      origin_jti: "origin-1",
      aud: "client1",
      event_id: "event-1",
      token_use: "id",
      ...times,
      jti: "jti-1",
    });
  });

  test("has an access token of these claims and no others", () => {
    expect(accessTokenClaims(subject())).toEqual({
      sub: "sub-1",
      iss: "http://localhost:9555/us-east-1_Pool",
      client_id: "client1",
      origin_jti: "origin-1",
      event_id: "event-1",
      token_use: "access",
      scope: "aws.cognito.signin.user.admin",
      ...times,
      jti: "jti-1",
      username: "alice",
    });
  });
});

test("without token revocation only the access token has an id, and none names its origin", () => {
  const plain = subject({ client: client({ EnableTokenRevocation: false }) });
  expect(accessTokenClaims(plain)).toMatchObject({ jti: "jti-1" });
  expect(accessTokenClaims(plain)).not.toHaveProperty("origin_jti");
  expect(idTokenClaims(plain)).not.toHaveProperty("origin_jti");
  expect(idTokenClaims(plain)).not.toHaveProperty("jti");
});

test("each token lives as long as the client says", () => {
  const settings: Partial<ClientSettings> = {
    AccessTokenValidity: 10,
    IdTokenValidity: 1,
    TokenValidityUnits: { AccessToken: "minutes", IdToken: "days" },
  };
  expect(accessTokenClaims(subject({ client: client(settings) })).exp).toBe(times.iat + 600);
  expect(idTokenClaims(subject({ client: client(settings) })).exp).toBe(times.iat + 86_400);
});

describe("attributes", () => {
  const attributes = {
    email: "a@example.com",
    email_verified: "true",
    phone_number: "+15550100",
    phone_number_verified: "false",
    address: "1 Main Street",
    "custom:age": "42",
    "custom:vip": "true",
    "dev:custom:note": "internal",
  };

  test("are strings but for verified flags and the address", () => {
    expect(idTokenClaims(subject({ attributes }))).toMatchObject({
      email: "a@example.com",
      email_verified: true,
      phone_number: "+15550100",
      phone_number_verified: false,
      address: { formatted: "1 Main Street" },
      "custom:age": "42",
      "custom:vip": "true",
    });
  });

  test("are never in the access token; developer-only ones in none", () => {
    expect(Object.keys(accessTokenClaims(subject({ attributes }))).sort()).toEqual(
      Object.keys(accessTokenClaims(subject())).sort(),
    );
    expect(idTokenClaims(subject({ attributes }))).not.toHaveProperty("dev:custom:note");
  });

  test("are those that the client may read", () => {
    const narrow = subject({ attributes, client: client({ ReadAttributes: ["email", "custom:age"] }) });
    const claims = idTokenClaims(narrow);
    expect(claims).toMatchObject({ email: "a@example.com", "custom:age": "42" });
    for (const name of ["email_verified", "phone_number", "address", "custom:vip"])
      expect(claims).not.toHaveProperty(name);
  });

  test("an attribute named like nothing on Object's prototype is no trouble", () => {
    const odd = { "custom:constructor": "x", toString: "y" };
    expect(idTokenClaims(subject({ attributes: odd }))).toMatchObject(odd);
  });
});

describe("groups", () => {
  const A = "arn:aws:iam::123456789012:role/a";
  const B = "arn:aws:iam::123456789012:role/b";

  test("are in both tokens, roles in the ID token only", () => {
    const member = subject({ groups: [group("admins", A, 1), group("users")] });
    expect(idTokenClaims(member)).toMatchObject({
      "cognito:groups": ["admins", "users"],
      "cognito:roles": [A],
      "cognito:preferred_role": A,
    });
    expect(accessTokenClaims(member)["cognito:groups"]).toEqual(["admins", "users"]);
    expect(accessTokenClaims(member)).not.toHaveProperty("cognito:roles");
    expect(accessTokenClaims(member)).not.toHaveProperty("cognito:preferred_role");
  });

  test.each<[string, Group[], string | undefined]>([
    ["the only role", [group("a", A)], A],
    ["the lowest precedence", [group("a", A, 5), group("b", B, 2)], B],
    ["zero before one", [group("a", A, 1), group("b", B, 0)], B],
    ["any precedence before none", [group("a", A), group("b", B, 99)], B],
    ["none of two equals with different roles", [group("a", A, 1), group("b", B, 1)], undefined],
    ["the role that two equals share", [group("a", A, 1), group("b", A, 1), group("c", B, 2)], A],
    ["none of two without precedence", [group("a", A), group("b", B)], undefined],
    ["the best that has a role", [group("a", undefined, 0), group("b", B, 9)], B],
    ["none without roles", [group("a", undefined, 0)], undefined],
  ])("prefer %s", (_rule, groups, role) => {
    expect(idTokenClaims(subject({ groups }))["cognito:preferred_role"]).toBe(role);
  });

  test("without any role there is no list of roles", () => {
    expect(idTokenClaims(subject({ groups: [group("a")] }))).not.toHaveProperty("cognito:roles");
  });
});
