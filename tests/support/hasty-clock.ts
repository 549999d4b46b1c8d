import type { Clock } from '#core/ports/clock.ts';

/** A clock on which every wait is over at once, and has taken its time. For use cases whose waits nothing happens in. */
export interface HastyClock extends Clock {
  /** Lets time pass. */
  pass(ms: number): void;
  /** How long was slept, in order. */
  readonly slept: readonly number[];
}

/** @param startMs ms since the Unix epoch; the default is 2026-01-01T00:00:00Z */
export function createHastyClock(startMs = Date.UTC(2026, 0, 1)): HastyClock {
  let nowMs = startMs;
  const slept: number[] = [];
  return {
    now: () => nowMs,
    sleep: async (ms) => {
      slept.push(ms);
      nowMs += ms;
    },
    after: () => () => {},
    pass: (ms) => {
      nowMs += ms;
    },
    slept,
  };
}
