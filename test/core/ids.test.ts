// Shapes of identifiers.
import { describe, expect, it } from "vitest";
import { type Identifiers, identifiers } from "../../src/core/ids.js";
import { seededEntropy } from "../../src/platform/entropy.js";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

const shapes: [string, (ids: Identifiers) => string, RegExp][] = [
  ["poolId", (ids) => ids.poolId("us-east-1"), /^us-east-1_[0-9A-Za-z]{9}$/],
  ["clientId", (ids) => ids.clientId(), /^[0-9a-v]{26}$/],
  ["clientSecret", (ids) => ids.clientSecret(), /^[0-9a-v]{52}$/],
  ["sub", (ids) => ids.sub(), /^[0-9a-f]{8}-[0-9a-f]0[0-9a-f]1-70[0-9a-f]{2}-[0-9a-f]{4}-[0-9a-f]{12}$/],
  ["sessionToken", (ids) => ids.sessionToken(), /^AYABe[A-P][A-Za-z0-9_-]{1537}$/],
  ["secretBlock", (ids) => ids.secretBlock(), /^[A-Za-z0-9+/]{1200}$/],
  [
    "refreshToken",
    (ids) => ids.refreshToken(),
    /^eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ\.[\w-]{342}\.[\w-]{16}\.[\w-]{1300}\.[\w-]{22}$/,
  ],
  ["sessionId", (ids) => ids.sessionId("tkn"), /^tkn[0-9a-z]{25}$/],
  ["deviceKey", (ids) => ids.deviceKey("eu-west-1"), new RegExp(`^eu-west-1_${uuid}$`)],
  ["deviceGroupKey", (ids) => ids.deviceGroupKey(), /^-[0-9A-Za-z]{8}$/],
  ["identityPoolId", (ids) => ids.identityPoolId("us-east-1"), new RegExp(`^us-east-1:${uuid}$`)],
  [
    "identityId",
    (ids) => ids.identityId("us-east-1"),
    /^us-east-1:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  ],
  ["accessKeyId", (ids) => ids.accessKeyId(), /^ASIA[A-Z2-7]{16}$/],
  ["secretAccessKey", (ids) => ids.secretAccessKey(), /^[A-Za-z0-9+/]{40}$/],
  ["awsSessionToken", (ids) => ids.awsSessionToken(), /^IQoJb3JpZ2luX2Vj[A-Za-z0-9+/]{1184}$/],
];

describe("identifiers", () => {
  it.each(shapes)("%s has its shape and differs each time", (name, make, shape) => {
    const ids = identifiers(seededEntropy(name));
    const made = Array.from({ length: 300 }, () => make(ids));
    for (const id of made) expect(id).toMatch(shape);
    expect(new Set(made).size).toBe(300);
  });

  it("covers every kind", () => {
    const kinds = Object.keys(identifiers(seededEntropy("")));
    expect(kinds.sort()).toEqual([...shapes.map(([name]) => name), "clientSecretId"].sort());
  });

  it("names a client secret after its client and time", () => {
    const ids = identifiers(seededEntropy(""));
    expect(ids.clientSecretId("6h89qn2bfglbmvfebq9aaknqk0", 1_700_000_000_123)).toBe(
      "6h89qn2bfglbmvfebq9aaknqk0--1700000000123",
    );
  });

  it("writes the header of a refresh token byte for byte", () => {
    const [header] = identifiers(seededEntropy("")).refreshToken().split(".");
    expect(Buffer.from(header!, "base64url").toString()).toBe(
      '{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}',
    );
  });

  it("varies every free digit of a subject", () => {
    const ids = identifiers(seededEntropy("subjects"));
    const subs = Array.from({ length: 300 }, () => ids.sub());
    const digits = Array.from({ length: 36 }, (_, i) => new Set(subs.map((sub) => sub[i])).size);
    expect(digits.map((count) => (count === 1 ? "." : "x")).join("")).toBe(
      "xxxxxxxx.x.x....xx.xxxx.xxxxxxxxxxxx",
    );
  });
});
