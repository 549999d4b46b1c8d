import type { TaskToken } from '#core/contracts/ids.ts';
import { HoldSlayerError } from '#core/errors.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';
import type { Ear } from './company-ear.ts';
import type { StreamOf } from './stream-session.ts';

/** A step misses its heartbeat after a minute: two may be lost. */
const BEAT_EVERY_MS = 20_000;
/** Twilio sends in bursts; gaps of a quarter of a second are usual, of seconds are not. */
const DELIVERS_WITHIN_MS = 5_000;
const DEAD_AFTER_MS = 30_000;

/**
 * Beats for the waiting step as long as the stream delivers, whatever it waits for; looks whether another worker has taken the call; ends a stream
 * that delivers nothing any more.
 * @returns stops it
 */
export function keepAlive(
  { workflow, calls, clock, log }: Pick<WorkerDeps, 'workflow' | 'calls' | 'clock' | 'log'>,
  stream: StreamOf,
  options: {
    readonly workerUrl: string;
    readonly ear: Ear;
    /** Answers on their way keep their steps alive too. */
    readonly pending: ReadonlySet<TaskToken>;
    readonly lastMediaAt: () => number;
    readonly end: (reason: string) => void;
  },
): () => void {
  const { callId, epoch, track } = stream;
  const { workerUrl, ear, pending, lastMediaAt, end } = options;
  const over = new AbortController();

  void run();
  return () => over.abort();

  async function run(): Promise<void> {
    for (;;) {
      await clock.sleep(BEAT_EVERY_MS, over.signal).catch(() => {});
      if (over.signal.aborted) return;
      const stillMs = clock.now() - lastMediaAt();
      if (stillMs >= DEAD_AFTER_MS) {
        end('the stream delivers nothing');
        return;
      }
      try {
        if (await isFenced()) {
          if (!over.signal.aborted) end('another worker hears the call');
          return;
        }
        if (stillMs < DELIVERS_WITHIN_MS) await beat();
      } catch (error) {
        const name = error instanceof HoldSlayerError ? error.name : 'unknown';
        log.warn('a heartbeat failed', { callId, epoch, track, error: name });
      }
    }
  }

  async function beat(): Promise<void> {
    const asked = ear.asked();
    if (asked && (await workflow.beat(asked)) === 'gone') ear.gone(asked);
    for (const token of pending) await workflow.beat(token);
  }

  /** The epoch alone does not say it: between two workers, while a stream is handed over, the old one still hears. */
  async function isFenced(): Promise<boolean> {
    const call = await calls.get(callId);
    if (!call || call.state === 'finished') return true;
    if (track === 'inbound') return call.workerUrl !== workerUrl;
    return call.state === 'bridged' && call.epoch > epoch;
  }
}
