// The sources of randomness.
import { describe, expect, it } from "vitest";
import { seededEntropy, systemEntropy } from "../../src/platform/entropy.js";

const sources = [
  ["system", () => systemEntropy()],
  ["seeded", () => seededEntropy("seed")],
] as const;

describe.each(sources)("%s entropy", (_, source) => {
  const entropy = source();

  it("gives as much as is asked for", () => {
    for (const n of [0, 1, 16, 1000]) {
      expect(entropy.bytes(n)).toHaveLength(n);
      expect(entropy.digits(n)).toMatch(new RegExp(`^[0-9]{${n}}$`));
      expect(entropy.characters("abcä", n)).toMatch(new RegExp(`^[abcä]{${n}}$`));
    }
    expect(entropy.characters("x", 5)).toBe("xxxxx");
  });

  it("makes UUIDs of version 4, each another", () => {
    const uuids = Array.from({ length: 500 }, () => entropy.uuid());
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(uuids).size).toBe(500);
  });

  it.each([2, 10, 62, 200, 256])("favours none of %i characters", (size) => {
    const alphabet = Array.from({ length: size }, (_, i) => String.fromCharCode(0x4e00 + i)).join("");
    const expected = 1000;
    const counts = new Map<string, number>();
    for (const character of entropy.characters(alphabet, expected * size))
      counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(size);
    // Seven standard deviations: by chance once in far more runs than there will ever be.
    for (const count of counts.values())
      expect(Math.abs(count - expected)).toBeLessThan(7 * Math.sqrt(expected));
  });

  it("refuses an alphabet that it can't draw from", () => {
    expect(() => entropy.characters("", 1)).toThrow(RangeError);
    expect(() => entropy.characters("x".repeat(257), 1)).toThrow(RangeError);
  });
});

describe("seededEntropy", () => {
  const draw = (seed: string) => {
    const entropy = seededEntropy(seed);
    return [
      entropy.bytes(20).toString("hex"),
      entropy.uuid(),
      entropy.digits(6),
      entropy.characters("abc", 9),
    ];
  };

  it("repeats itself for the same seed only", () => {
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
    expect(seededEntropy("a").bytes(4)).not.toEqual(seededEntropy("a").bytes(8).subarray(4));
  });

  it("gives one stream, however it is divided", () => {
    const entropy = seededEntropy("a");
    expect(Buffer.concat([entropy.bytes(3), entropy.bytes(40), entropy.bytes(21)])).toEqual(
      seededEntropy("a").bytes(64),
    );
  });
});

describe("systemEntropy", () => {
  it("never repeats itself", () => {
    expect(systemEntropy().bytes(32)).not.toEqual(systemEntropy().bytes(32));
  });
});
