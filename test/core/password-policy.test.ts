// Password policies: which rule is reported first, what belongs to which class, and temporary passwords.
import { describe, expect, it } from "vitest";
import {
  type PasswordPolicy,
  passwordViolation,
  temporaryPassword,
} from "../../src/core/credentials/password-policy.js";
import { seededEntropy } from "../../src/platform/entropy.js";

const strict: PasswordPolicy = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

const tooShort = "Password not long enough";
const noUpper = "Password must have uppercase characters";
const noLower = "Password must have lowercase characters";
const noNumber = "Password must have numeric characters";
const noSymbol = "Password must have symbol characters";

describe("passwordViolation", () => {
  it.each([
    ["Aa1!aaaa", undefined],
    ["", tooShort],
    ["Aa1!aaa", tooShort],
    ["a", tooShort],
    ["aaaaaaaa", noUpper],
    ["!!!!!!!!", noUpper],
    ["AAAAAAAA", noLower],
    ["AAAAaaaa", noNumber],
    ["AAAA!!!!", noLower],
    ["AAaa!!!!", noNumber],
    ["AAaa1111", noSymbol],
    // Other scripts are allowed but belong to no class.
    ["Äöü1!aaa", noUpper],
    ["AÄÖ1!äöü", noLower],
    ["AaA!a٣४５", noNumber],
    ["AAaa11§€", noSymbol],
    ["Aa1!漢字漢字", undefined],
  ])("of %j is %s", (password, violation) => {
    expect(passwordViolation(strict, password)).toBe(violation);
  });

  const symbols = [..."^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-"];

  it("counts each of the documented symbols, and no other character of ASCII", () => {
    const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
    const counted = ascii.filter((c) => passwordViolation({ RequireSymbols: true }, `${c}`) === undefined);
    expect(counted.sort()).toEqual([...symbols].sort());
    expect(symbols).toHaveLength(32);
  });

  it.each([
    ["a b", undefined],
    ["a  b", undefined],
    ["x a b ", undefined],
    [" ab", noSymbol],
    ["ab ", noSymbol],
    ["  ab  ", noSymbol],
    ["   ", noSymbol],
    ["a\u00a0b", noSymbol],
    ["a\tb", noSymbol],
  ])("counts spaces inside only: %j", (password, violation) => {
    expect(passwordViolation({ RequireSymbols: true }, password)).toBe(violation);
  });

  it("asks for nothing that the policy does not ask for", () => {
    expect(passwordViolation({}, "x")).toBeUndefined();
    expect(passwordViolation({ ...strict, RequireUppercase: false }, "aa11!!!!")).toBeUndefined();
    expect(passwordViolation({ MinimumLength: 6 }, "漢".repeat(5))).toBe(tooShort);
    expect(passwordViolation({ MinimumLength: 6 }, "漢".repeat(6))).toBeUndefined();
  });
});

describe("temporaryPassword", () => {
  const { bytes } = seededEntropy("temporary passwords");
  const policies = Array.from(
    { length: 16 },
    (_, bits): PasswordPolicy => ({
      MinimumLength: [6, 8, 12, 99][bits % 4],
      RequireUppercase: (bits & 1) > 0,
      RequireLowercase: (bits & 2) > 0,
      RequireNumbers: (bits & 4) > 0,
      RequireSymbols: (bits & 8) > 0,
    }),
  );

  it("always satisfies its policy, and holds no ambiguous character", () => {
    const seen = new Set<string>();
    for (const policy of [{}, strict, ...policies]) {
      for (let i = 0; i < 500; i++) {
        const password = temporaryPassword(policy, bytes);
        expect(passwordViolation(policy, password)).toBeUndefined();
        expect(password).toMatch(/^[^0OoIl1\s]+$/);
        expect(password).toHaveLength(Math.max(policy.MinimumLength ?? 0, 8));
        seen.add(password);
      }
    }
    expect(seen.size).toBe(18 * 500);
  });

  it("draws every one of its characters equally often, at every place", () => {
    const drawn = 64_000;
    for (const place of [0, 7]) {
      const counts = new Map<string, number>();
      for (let i = 0; i < drawn; i++) {
        const character = temporaryPassword({}, bytes)[place]!;
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
      // 1,000 expected of each; five standard deviations are 157.
      expect(counts.size).toBe(64);
      for (const count of counts.values()) expect(Math.abs(count - drawn / 64)).toBeLessThan(160);
    }
  });
});
