// The clock that tests can move.
import { describe, expect, it } from "vitest";
import { milliseconds, movableClock } from "../../src/platform/clock.js";

function clockOver(start: number) {
  let system = start;
  return { clock: movableClock(() => system), pass: (ms: number) => (system += ms) };
}

describe("movableClock", () => {
  it("tells the system's time", () => {
    const before = Date.now();
    const now = movableClock().now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it("advances and runs on", () => {
    const { clock, pass } = clockOver(1000);
    expect(clock.advance(500)).toBe(1500);
    pass(10);
    expect(clock.now()).toBe(1510);
    clock.advance({ hours: 1 });
    expect(clock.now()).toBe(1510 + 3_600_000);
    clock.advance(-510);
    expect(clock.now()).toBe(3_601_000);
  });

  it("jumps to an instant and runs on from there", () => {
    const { clock, pass } = clockOver(1000);
    clock.set(new Date("2030-01-01T00:00:00Z"));
    pass(5);
    expect(clock.now()).toBe(Date.parse("2030-01-01T00:00:00Z") + 5);
    clock.set(42);
    expect(clock.now()).toBe(42);
  });

  it("stands still while frozen, and can be moved then", () => {
    const { clock, pass } = clockOver(1000);
    clock.advance(100);
    clock.freeze();
    pass(50);
    expect(clock.now()).toBe(1100);
    clock.advance({ seconds: 1 });
    pass(50);
    expect(clock.now()).toBe(2100);
    clock.set(7000);
    clock.freeze();
    pass(50);
    expect(clock.now()).toBe(7000);
    clock.resume();
    expect(clock.now()).toBe(7000);
    pass(50);
    expect(clock.now()).toBe(7050);
    clock.resume();
    expect(clock.now()).toBe(7050);
  });

  it("goes back to the system's time", () => {
    const { clock, pass } = clockOver(1000);
    clock.advance(99);
    clock.freeze();
    clock.reset();
    pass(1);
    expect(clock.now()).toBe(1001);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15, new Date("nonsense")])(
    "refuses to be set to %s",
    (instant) => {
      const { clock } = clockOver(1000);
      expect(() => clock.set(instant)).toThrow(RangeError);
      expect(clock.now()).toBe(1000);
    },
  );

  it("keeps whole milliseconds", () => {
    const { clock } = clockOver(1000);
    expect(clock.advance({ seconds: 0.0004 })).toBe(1000);
    expect(clock.advance(0.6)).toBe(1001);
    expect(clock.now()).toBe(1001);
  });
});

describe("milliseconds", () => {
  it("adds up the parts", () => {
    expect(milliseconds(5)).toBe(5);
    expect(milliseconds({})).toBe(0);
    expect(milliseconds({ days: 1, hours: 2, minutes: 3, seconds: 4 })).toBe(93_784_000);
  });
});
