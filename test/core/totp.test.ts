// Codes of authenticator apps against the test vectors of RFC 6238, appendix B.
import { describe, expect, test } from "vitest";
import { SECRET_BYTES, secretCode, stepOfCode } from "../../src/core/mfa/totp.js";
import { fromBase32, totp } from "../support/authenticator.js";

/** The secret of the appendix, and the last six of its eight digits for SHA-1. */
const secret = Buffer.from("12345678901234567890");
const vectors: [seconds: number, code: string][] = [
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
];

test.each(vectors)("at %i seconds the code is %s", (seconds, code) => {
  const step = Math.floor(seconds / 30);
  expect(stepOfCode(secret, code, seconds * 1000)).toBe(step);
  expect(totp(secretCode(secret), seconds * 1000)).toBe(code);
});

describe("a code", () => {
  const at = 1234567890 * 1000;
  const step = Math.floor(at / 30_000);

  test.each([
    [-60_000, undefined],
    [-30_000, step],
    [30_000, step],
    [60_000, undefined],
  ])("%i ms from its time belongs to step %s", (shift, expected) => {
    expect(stepOfCode(secret, "005924", at + shift)).toBe(expected);
  });

  test.each(["", "00592", "0059240", "abcdef", "00592x"])("that is no code: %j", (code) => {
    expect(stepOfCode(secret, code, at)).toBeUndefined();
  });
});

test("secrets are told in base32 of 52 characters", () => {
  const bytes = Buffer.from(Array.from({ length: SECRET_BYTES }, (_, index) => (index * 37) % 256));
  expect(secretCode(bytes)).toMatch(/^[A-Z2-7]{52}$/);
  expect(fromBase32(secretCode(bytes))).toEqual(bytes);
});
