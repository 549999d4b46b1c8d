import type { Clock } from '#core/ports/clock.ts';

/**
 * The common part of every simulated clock: timers in order of time, and a hand that moves. Nothing happens until somebody moves the hand.
 * Times are ms since the Unix epoch and may be fractional inside; `clock.now()` tells whole milliseconds, like `Date.now()`.
 */
export interface TimerQueue {
  readonly clock: Clock;
  /** Exact position of the hand. */
  at(): number;
  /** Due time of the earliest timer, null when there is none. */
  nextDueMs(): number | null;
  /** Moves the hand through the timers of one millisecond (the earliest ones), running each at its own time. */
  runEarliest(untilMs: number): void;
  /** Moves the hand without running anything; never back. */
  moveTo(ms: number): void;
}

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly act: () => void;
  cancelled: boolean;
}

/** Below this many cancelled timers it is not worth sweeping them out. */
const SWEEP_FROM = 64;

export function createTimerQueue(startMs: number): TimerQueue {
  let heap: Timer[] = [];
  let cancelledCount = 0;
  let nextOrder = 0;
  let atMs = startMs;

  const peek = (): Timer | undefined => {
    while (heap[0]?.cancelled) {
      pop(heap);
      cancelledCount -= 1;
    }
    return heap[0];
  };

  const after = (ms: number, act: () => void) => {
    const timer: Timer = { dueMs: atMs + Math.max(0, ms), order: nextOrder++, act, cancelled: false };
    push(heap, timer);
    let done = false;
    return () => {
      if (done) return;
      done = true;
      if (timer.cancelled) return;
      timer.cancelled = true;
      cancelledCount += 1;
      if (cancelledCount > SWEEP_FROM && cancelledCount * 2 > heap.length) {
        heap = heap.filter((entry) => !entry.cancelled).sort(earlier);
        cancelledCount = 0;
      }
    };
  };

  return {
    clock: { now: () => Math.floor(atMs), after, sleep: sleepOn(after) },
    at: () => atMs,
    nextDueMs: () => peek()?.dueMs ?? null,
    runEarliest: (untilMs) => {
      const first = peek();
      if (!first || first.dueMs > untilMs) return;
      const lastMs = Math.min(untilMs, Math.max(first.dueMs, atMs) + 1);
      for (let next = peek(); next && next.dueMs <= lastMs; next = peek()) {
        pop(heap);
        next.cancelled = true;
        atMs = Math.max(atMs, next.dueMs);
        runSafely(next.act);
      }
    },
    moveTo: (ms) => {
      atMs = Math.max(atMs, ms);
    },
  };
}

/** A fault in one timer must reach the process as an uncaught exception and yet not stop time for the others. */
function runSafely(act: () => void): void {
  try {
    act();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

function sleepOn(after: Clock['after']): Clock['sleep'] {
  return (ms, signal) =>
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
    });
}

const earlier = (a: Timer, b: Timer) => a.dueMs - b.dueMs || a.order - b.order;

function push(heap: Timer[], timer: Timer): void {
  let child = heap.push(timer) - 1;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!swapIfEarlier(heap, child, parent)) return;
    child = parent;
  }
}

function pop(heap: Timer[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let parent = 0; ; ) {
    const left = 2 * parent + 1;
    const right = heap[left + 1];
    const smaller = right && earlier(right, heap[left] ?? right) < 0 ? left + 1 : left;
    if (!swapIfEarlier(heap, smaller, parent)) return;
    parent = smaller;
  }
}

function swapIfEarlier(heap: Timer[], child: number, parent: number): boolean {
  const lower = heap[child];
  const upper = heap[parent];
  if (!lower || !upper || earlier(lower, upper) >= 0) return false;
  heap[child] = upper;
  heap[parent] = lower;
  return true;
}
