// SECRET_HASH and the comparison of secrets.
import { describe, expect, it } from "vitest";
import { constantTimeEquals } from "../../src/core/credentials/constant-time.js";
import { secretHash, secretHashMatches } from "../../src/core/credentials/secret-hash.js";

describe("secretHash", () => {
  it("is the base64 of an HMAC-SHA256 over user name and client id", () => {
    // printf 'aliceclient1' | openssl dgst -sha256 -hmac 'secret1' -binary | base64
    expect(secretHash("secret1", "alice", "client1")).toBe("MG2M/k1y1QF8QihjMNpPzhAPU3+R7SL2Bod0iZju8y0=");
  });
});

describe("secretHashMatches", () => {
  const hash = secretHash("secret1", "alice", "client1");

  it("accepts a hash made with any of the active secrets", () => {
    expect(secretHashMatches(["secret1"], "alice", "client1", hash)).toBe(true);
    expect(secretHashMatches(["secret2", "secret1"], "alice", "client1", hash)).toBe(true);
    expect(secretHashMatches(["secret1", "secret2"], "alice", "client1", hash)).toBe(true);
  });

  it.each([
    ["other secrets", ["secret2", "secret3"], "alice", "client1"],
    ["no secret", [], "alice", "client1"],
    ["another user", ["secret1"], "bob", "client1"],
    ["another case of the user's name", ["secret1"], "Alice", "client1"],
    ["another client", ["secret1"], "alice", "client2"],
  ])("refuses a hash made for %s", (_, secrets, username, clientId) => {
    expect(secretHashMatches(secrets, username, clientId, hash)).toBe(false);
  });

  it.each(["", "x", hash.slice(0, -1), `${hash} `, hash.toLowerCase()])("refuses %j", (other) => {
    expect(secretHashMatches(["secret1"], "alice", "client1", other)).toBe(false);
  });
});

describe("constantTimeEquals", () => {
  it.each([
    ["", "", true],
    ["a", "a", true],
    ["ä漢", "ä漢", true],
    ["a", "b", false],
    ["a", "", false],
    ["a", "aa", false],
    ["aa", "a", false],
    ["a\u0000", "a", false],
  ])("of %j and %j is %s", (a, b, same) => {
    expect(constantTimeEquals(a, b)).toBe(same);
  });
});
