// The memory of verified passwords.
import { describe, expect, it } from "vitest";
import { createVerifiedPasswords } from "../../src/core/credentials/verified-passwords.js";

const salt = Buffer.from("00112233445566778899aabbccddeeff", "hex");
const newSalt = Buffer.from("ff112233445566778899aabbccddeeff", "hex");
const memory = (capacity = 10) => createVerifiedPasswords(Buffer.alloc(32, 7), capacity);

describe("createVerifiedPasswords", () => {
  it("knows what it was told to remember, and nothing else", () => {
    const passwords = memory();
    expect(passwords.knows(1, salt, "secret")).toBe(false);
    passwords.remember(1, salt, "secret");
    expect(passwords.knows(1, salt, "secret")).toBe(true);
    expect(passwords.knows(1, salt, "Secret")).toBe(false);
    expect(passwords.knows(1, salt, "")).toBe(false);
    expect(passwords.knows(2, salt, "secret")).toBe(false);
    expect(passwords.knows(1, newSalt, "secret")).toBe(false);
  });

  it("tells salt and password apart", () => {
    const passwords = memory();
    passwords.remember(1, Buffer.from("salt"), "secret");
    expect(passwords.knows(1, Buffer.from("sal"), "tsecret")).toBe(false);
    expect(passwords.knows(1, Buffer.from("salts"), "ecret")).toBe(false);
  });

  it("forgets the old password when the new one comes with its salt", () => {
    const passwords = memory();
    passwords.remember(1, salt, "old");
    passwords.remember(1, newSalt, "new");
    expect(passwords.knows(1, newSalt, "new")).toBe(true);
    expect(passwords.knows(1, newSalt, "old")).toBe(false);
    expect(passwords.knows(1, salt, "old")).toBe(false);
  });

  it("lets go of the user who was not seen for the longest time", () => {
    const passwords = memory(2);
    passwords.remember(1, salt, "one");
    passwords.remember(2, salt, "two");
    expect(passwords.knows(1, salt, "one")).toBe(true);
    passwords.remember(3, salt, "three");
    expect([1, 2, 3].map((id) => passwords.knows(id, salt, ["one", "two", "three"][id - 1]!))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("can be switched off by a capacity of nothing", () => {
    const passwords = memory(0);
    passwords.remember(1, salt, "secret");
    expect(passwords.knows(1, salt, "secret")).toBe(false);
  });
});
