import { HoldSlayerError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/telemetry.ts';

/** Work for the outside, done one after the other in the order in which it was given, and again until it succeeds. Audio never waits for it. */
export interface OrderedQueue {
  /** @param givenUp called when the job will not be done any more: it failed for too long, too many wait, or the queue was stopped */
  add(job: () => Promise<unknown>, givenUp?: () => void): void;
  /** Resolves when all is done, or after `mostMs`. */
  idle(mostMs: number): Promise<void>;
  /** What is waiting is given up; what runs is not repeated. */
  stop(): void;
  readonly size: number;
  readonly dropped: number;
}

export interface OrderedQueueOptions {
  /** For the log. */
  readonly name: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Jobs that may wait; beyond it the oldest is dropped and counted. */
  readonly most: number;
  /** A job that fails for longer than this is given up. Default 10 min. */
  readonly giveUpAfterMs?: number;
}

interface Work {
  readonly job: () => Promise<unknown>;
  readonly givenUp: () => void;
}

const FIRST_BACKOFF_MS = 200;
const LONGEST_BACKOFF_MS = 10_000;
/** A fault that is none of the known failures is a bug, and mostly fails again. */
const TRIES_OF_UNKNOWN = 3;

export function createOrderedQueue(options: OrderedQueueOptions): OrderedQueue {
  const { name, clock, log, most, giveUpAfterMs = 600_000 } = options;
  const waiting: Work[] = [];
  const stopped = new AbortController();
  let running: Promise<void> | null = null;
  let dropped = 0;

  async function run(): Promise<void> {
    for (let work = waiting.shift(); work; work = waiting.shift()) await untilDone(work);
    running = null;
  }

  function giveUp(works: readonly Work[]): void {
    dropped += works.length;
    for (const { givenUp } of works) givenUp();
  }

  async function untilDone(work: Work): Promise<void> {
    const startedAt = clock.now();
    for (let tries = 1; ; tries += 1) {
      try {
        await work.job();
        return;
      } catch (error) {
        const known = error instanceof HoldSlayerError;
        const hopeless = clock.now() - startedAt > giveUpAfterMs || (!known && tries >= TRIES_OF_UNKNOWN);
        if (hopeless || stopped.signal.aborted) {
          giveUp([work]);
          log.error('work was given up', {
            queue: name,
            tries,
            error: error instanceof Error ? error.name : 'unknown',
          });
          return;
        }
        if (tries === 1)
          log.warn('work is tried again', { queue: name, error: error instanceof Error ? error.name : 'unknown' });
        const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (tries - 1));
        await clock.sleep(backoffMs, stopped.signal).catch(() => {});
      }
    }
  }

  return {
    add(job, givenUp = () => {}) {
      const work = { job, givenUp };
      if (stopped.signal.aborted) {
        giveUp([work]);
        return;
      }
      if (waiting.length >= most) {
        giveUp(waiting.splice(0, 1));
        if (dropped === 1) log.error('more work waits than may; the oldest is dropped', { queue: name });
      }
      waiting.push(work);
      running ??= run();
    },
    async idle(mostMs) {
      const late = new AbortController();
      const timeout = clock.sleep(mostMs, late.signal).catch(() => {});
      while (running) {
        const done = await Promise.race([running.then(() => true), timeout.then(() => false)]);
        if (!done) break;
      }
      late.abort();
    },
    stop() {
      giveUp(waiting.splice(0));
      stopped.abort();
    },
    get size() {
      return waiting.length + (running ? 1 : 0);
    },
    get dropped() {
      return dropped;
    },
  };
}
