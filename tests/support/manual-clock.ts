import type { Clock } from '#core/ports/clock.ts';
import { advance, nextTurn } from '#local/clock/advance.ts';
import { createTimerQueue } from '#local/clock/timer-queue.ts';

/** A clock that stands still until the test moves it. */
export interface ManualClock extends Clock {
  /** Runs what falls due within `ms`, in order of time; promises settle before, between and after. */
  advance(ms: number): Promise<void>;
  /** Moves to the next timer and runs it. @returns how far the hand moved, or null when nobody waits */
  advanceToNext(): Promise<number | null>;
  /** Ms until the next timer, null when nobody waits. */
  untilNextMs(): number | null;
}

/** Turns of the event loop that count as "settled": promise chains need one, a local socket a few. */
const SETTLE_TURNS = 5;

/** @param startMs ms since the Unix epoch; the default is 2026-01-01T00:00:00Z */
export function createManualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  const queue = createTimerQueue(startMs);
  const advanceBy = async (ms: number) => {
    await settle();
    await advance(queue, queue.at() + ms, () => true, settle);
    await settle();
  };
  const untilNextMs = () => {
    const dueMs = queue.nextDueMs();
    return dueMs === null ? null : Math.max(0, dueMs - queue.at());
  };
  return {
    ...queue.clock,
    advance: advanceBy,
    untilNextMs,
    advanceToNext: async () => {
      await settle();
      const ms = untilNextMs();
      if (ms !== null) await advanceBy(ms);
      return ms;
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < SETTLE_TURNS; turn += 1) await nextTurn();
}
