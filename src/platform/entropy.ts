// The one source of randomness: the system's generator, or a repeatable stream for tests.
import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { v4 } from "uuid";

/** Random values. Every answer is uniformly distributed over what it may be. */
export interface Entropy {
  bytes(n: number): Buffer;
  /** A version 4 UUID. */
  uuid(): string;
  /** `n` decimal digits, leading zeros included. */
  digits(n: number): string;
  /** `n` characters, each drawn from `alphabet` (1 to 256 characters). */
  characters(alphabet: string, n: number): string;
}

/** The system's cryptographic generator. */
export function systemEntropy(): Entropy {
  return { ...entropyOf(randomBytes), uuid: () => v4() };
}

/**
 * The same values in the same order for the same seed. For tests only: whoever knows the seed knows them all.
 */
export function seededEntropy(seed: string): Entropy {
  const key = createHash("sha256").update(seed).digest();
  const stream = createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
  return entropyOf((n) => stream.update(Buffer.alloc(n)));
}

/** Draws `n` characters of `alphabet`, without favouring any, from a source of random bytes. */
function drawCharacters(bytes: (n: number) => Buffer, alphabet: string, n: number): string {
  const size = alphabet.length;
  if (size < 1 || size > 256) throw new RangeError("An alphabet has 1 to 256 characters");
  // Bytes beyond the last whole multiple of the alphabet would make its first characters likelier.
  const limit = 256 - (256 % size);
  let drawn = "";
  while (drawn.length < n) {
    for (const byte of bytes(n - drawn.length)) if (byte < limit) drawn += alphabet[byte % size];
  }
  return drawn;
}

function entropyOf(bytes: (n: number) => Buffer): Entropy {
  const characters = (alphabet: string, n: number) => drawCharacters(bytes, alphabet, n);
  return {
    bytes,
    characters,
    digits: (n) => characters("0123456789", n),
    uuid: () => v4({ random: bytes(16) }),
  };
}
