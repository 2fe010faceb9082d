// The one place that reads the system's time, and a clock that tests can move.

/** Tells the time, in milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** A length of time: milliseconds, or the sum of the parts that are given. */
export type Duration = number | { days?: number; hours?: number; minutes?: number; seconds?: number };

/** The system's time plus an offset, which can also stand still. */
export interface MovableClock extends Clock {
  /** Moves the time on (or back, when negative), running or frozen. Answers the new time. */
  advance(by: Duration): number;
  /** Jumps to an instant. A running clock runs on from there, a frozen one stands there. */
  set(instant: Date | number): number;
  /** Stops at the present instant. */
  freeze(): void;
  /** Runs on from the instant at which the clock was frozen. */
  resume(): void;
  /** Runs with the system's time again. */
  reset(): void;
}

/** Makes a clock that starts with the system's time. */
export function movableClock(systemTime: () => number = Date.now): MovableClock {
  let offset = 0;
  let frozenAt: number | undefined;

  const now = () => frozenAt ?? systemTime() + offset;
  const moveTo = (instant: number) => {
    if (Number.isNaN(new Date(instant).getTime())) throw new RangeError("A clock needs a valid date");
    const whole = Math.round(instant);
    if (frozenAt === undefined) offset = whole - systemTime();
    else frozenAt = whole;
    return whole;
  };

  return {
    now,
    advance: (by) => moveTo(now() + milliseconds(by)),
    set: (instant) => moveTo(Number(instant)),
    freeze() {
      frozenAt = now();
    },
    resume() {
      if (frozenAt === undefined) return;
      offset = frozenAt - systemTime();
      frozenAt = undefined;
    },
    reset() {
      offset = 0;
      frozenAt = undefined;
    },
  };
}

/** A duration in milliseconds. */
export function milliseconds(duration: Duration): number {
  if (typeof duration === "number") return duration;
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = duration;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
