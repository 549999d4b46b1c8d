import type { Clock } from '#core/ports/clock.ts';

/** A clock that only moves when a test moves it, in the order of what falls due. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
}

export function createManualClock(startMs = Date.UTC(2026, 0, 5, 12)): ManualClock {
  const waiting: { readonly dueMs: number; readonly act: () => void }[] = [];
  let nowMs = startMs;

  const after = (ms: number, act: () => void) => {
    const entry = { dueMs: nowMs + Math.max(0, ms), act };
    const at = waiting.findIndex((other) => other.dueMs > entry.dueMs);
    waiting.splice(at < 0 ? waiting.length : at, 0, entry);
    return () => {
      const index = waiting.indexOf(entry);
      if (index >= 0) waiting.splice(index, 1);
    };
  };

  return {
    now: () => nowMs,
    after,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const cancel = after(ms, resolve);
        signal?.addEventListener('abort', () => {
          cancel();
          reject(signal.reason);
        });
      }),
    advance: (ms) => {
      const untilMs = nowMs + ms;
      for (let next = waiting[0]; next && next.dueMs <= untilMs; next = waiting[0]) {
        waiting.shift();
        nowMs = Math.max(nowMs, next.dueMs);
        next.act();
      }
      nowMs = untilMs;
    },
  };
}
