import type { TimerQueue } from './timer-queue.ts';

/**
 * Moves the hand to `untilMs`, in order of time. Between two milliseconds that have timers it lets promises and sockets have their turn, so that
 * whoever wakes at 12:00:01 and sleeps one second again wakes at 12:00:02, however coarse the step. `goOn` is asked before each of them; when it
 * says no, the hand stays where it is.
 */
export async function advance(
  queue: TimerQueue,
  untilMs: number,
  goOn: () => boolean = () => true,
  settle: () => Promise<void> = nextTurn,
): Promise<void> {
  for (;;) {
    if (!goOn()) return;
    const dueMs = queue.nextDueMs();
    if (dueMs === null || dueMs > untilMs) break;
    queue.runEarliest(untilMs);
    await settle();
  }
  queue.moveTo(untilMs);
}

/** Resolves after every settled promise has run and the sockets were looked at once. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
