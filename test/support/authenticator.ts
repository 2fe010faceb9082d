// An authenticator app, written from RFC 4226 and RFC 6238 alone, so that it can't share a mistake with the emulator.
import { createHmac } from "node:crypto";
import type { TestEmulator } from "./emulator.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code of six digits that an app shows at that time. */
export function totp(secretCode: string, at: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", fromBase32(secretCode)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** The app of a user whose clock is that of the emulator, `slow` steps behind or, when negative, ahead. */
export const codeOf = ({ clock }: TestEmulator, secretCode: string | undefined, slow = 0): string =>
  totp(secretCode ?? "", clock.now() - slow * 30_000);

/** So that the next code is one that was not used before. */
export const nextCode = ({ clock }: TestEmulator): void => {
  clock.advance({ seconds: 60 });
};
