import type { Clock } from '#core/ports/clock.ts';

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
}

interface Waiting {
  readonly dueMs: number;
  readonly order: number;
  readonly act: () => void;
}

const TICK_REAL_MS = 4;

export function createPacedClock(options: PacedClockOptions = {}): PacedClock {
  const { speed = 1, startMs = Date.now(), maxStepMs = 100 } = options;
  const waiting = new Set<Waiting>();
  const listeners = new Set<(nowMs: number) => void>();
  let nowMs = startMs;
  let nextOrder = 0;
  let workers = 0;
  let lastRealMs = performance.now();

  const tick = () => {
    const realMs = performance.now();
    const elapsedRealMs = realMs - lastRealMs;
    lastRealMs = realMs;
    const pace = workers > 0 ? Math.min(1, speed) : speed;
    advance(Math.min(elapsedRealMs * pace, Math.max(maxStepMs, TICK_REAL_MS)));
  };

  /** Runs what falls due in order of time, so that a coarse tick changes no order of events. */
  const advance = (stepMs: number) => {
    const untilMs = nowMs + stepMs;
    for (;;) {
      const next = earliest(waiting);
      if (!next || next.dueMs > untilMs) break;
      waiting.delete(next);
      nowMs = Math.max(nowMs, next.dueMs);
      next.act();
    }
    nowMs = Math.max(nowMs, untilMs);
    for (const listen of listeners) listen(nowMs);
  };

  const timer = setInterval(tick, TICK_REAL_MS);

  const after = (ms: number, act: () => void) => {
    const entry: Waiting = { dueMs: nowMs + Math.max(0, ms), order: nextOrder++, act };
    waiting.add(entry);
    return () => void waiting.delete(entry);
  };

  return {
    speed,
    now: () => nowMs,
    after,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const cancel = after(ms, () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        const onAbort = () => {
          cancel();
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
    busy: () => {
      let held = true;
      workers += 1;
      return () => {
        if (held) workers -= 1;
        held = false;
      };
    },
    onTick: (listen) => {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
    stop: () => clearInterval(timer),
  };
}

function earliest(waiting: ReadonlySet<Waiting>): Waiting | undefined {
  let first: Waiting | undefined;
  for (const entry of waiting) {
    if (!first || entry.dueMs < first.dueMs || (entry.dueMs === first.dueMs && entry.order < first.order))
      first = entry;
  }
  return first;
}
