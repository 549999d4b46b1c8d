import type { Clock } from '#core/ports/clock.ts';
import { advance } from './advance.ts';
import { createTimerQueue } from './timer-queue.ts';

/**
 * Time of the one-machine world: runs `speed` times faster than real, but no faster than real while somebody is at work (`busy`), and
 * never jumps further than `maxStepMs` when the process was held up. So a fast run meets the same latencies as a real one.
 */
export interface PacedClock extends Clock {
  readonly speed: number;
  /** Holds time at real pace until the returned function is called (once is enough; more does nothing). */
  busy(): () => void;
  /** Tells the time after every tick; the returned function ends it. */
  onTick(listen: (nowMs: number) => void): () => void;
  stop(): void;
}

export interface PacedClockOptions {
  /** How many times faster than real. Default 1. */
  readonly speed?: number;
  /** Time at the start, ms since the Unix epoch. Default: the real time. */
  readonly startMs?: number;
  /** Longest jump of one tick in ms of this clock. Default 100. */
  readonly maxStepMs?: number;
  /** Monotonic real time in ms. Default: `performance.now`. */
  readonly realNow?: () => number;
}

const TICK_REAL_MS = 4;

export function createPacedClock(options: PacedClockOptions = {}): PacedClock {
  const { speed = 1, startMs = Date.now(), maxStepMs = 100, realNow = () => performance.now() } = options;
  if (!(speed > 0)) throw new RangeError(`speed must be a number above 0, not ${speed}`);
  const queue = createTimerQueue(startMs);
  const listeners = new Set<(nowMs: number) => void>();
  let workers = 0;
  let lastRealMs = realNow();
  let owedMs = 0;
  let advancing = false;
  let stopped = false;

  /** Real time is converted at the pace that held while it passed, so a short hold counts even when it lies between two ticks. */
  const accrue = () => {
    const realMs = realNow();
    owedMs += (realMs - lastRealMs) * (workers > 0 ? Math.min(1, speed) : speed);
    lastRealMs = realMs;
  };

  const tick = async () => {
    if (advancing) return;
    advancing = true;
    accrue();
    const stepMs = Math.min(owedMs, Math.max(maxStepMs, TICK_REAL_MS));
    owedMs = 0;
    const heldAtStart = workers > 0;
    // Work that begins in the middle of a fast step ends the step there: the rest of it is not owed to anybody.
    await advance(queue, queue.at() + stepMs, () => !stopped && (speed <= 1 || heldAtStart || workers === 0));
    advancing = false;
    if (!stopped) for (const listen of listeners) listen(queue.clock.now());
  };

  const timer = setInterval(() => void tick(), TICK_REAL_MS);

  return {
    ...queue.clock,
    speed,
    busy: () => {
      accrue();
      workers += 1;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        accrue();
        workers -= 1;
      };
    },
    onTick: (listen) => {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
