import type { Clock } from '#core/ports/clock.ts';
import { nextTurn } from '#local/clock/advance.ts';
import { createTimerQueue } from '#local/clock/timer-queue.ts';

/**
 * Time that jumps from one event to the next: as fast as the machine can, and in the same order in every run. It belongs to one process in
 * which nobody waits for anything else.
 */
export interface VirtualClock extends Clock {
  /** Lets time go by until it is done, asked once a second of call time. @throws {Error} nobody waits for anything any more */
  runUntil(done: () => boolean): Promise<void>;
}

/** Ms since the Unix epoch: 2026-01-05, a Monday, 15:00 UTC. */
export const BEGINNING_MS = Date.UTC(2026, 0, 5, 15);
const ASKED_EVERY_MS = 1_000;

export function createVirtualClock(): VirtualClock {
  const queue = createTimerQueue(BEGINNING_MS);
  return {
    ...queue.clock,
    runUntil: async (done) => {
      for (let askAtMs = 0; ; ) {
        if (queue.at() >= askAtMs) {
          if (done()) return;
          askAtMs = queue.at() + ASKED_EVERY_MS;
        }
        const dueMs = queue.nextDueMs();
        if (dueMs === null) throw new Error('nothing is due any more, and the simulation is not at its end');
        queue.runEarliest(dueMs);
        await nextTurn();
      }
    },
  };
}
