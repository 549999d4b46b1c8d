import type { CallRecord } from '#core/contracts/call-record.ts';
import { HoldSlayerError } from '#core/errors.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';
import type { StreamOf } from './stream-session.ts';

/** While the store is down the audio waits in memory. */
const TRY_FOR_MS = 30_000;
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 2_000;

/**
 * Takes the call for this worker under the stream's epoch; the person's stream belongs to a call that a worker hears already and takes nothing.
 * @returns the record, or `over` when another epoch has begun
 */
export async function attach(
  { calls, clock, log }: Pick<WorkerDeps, 'calls' | 'clock' | 'log'>,
  { callId, epoch, track }: StreamOf,
  options: { readonly workerUrl: string; readonly startedAt: number; readonly given: () => boolean },
): Promise<CallRecord | 'over' | 'unavailable'> {
  const { workerUrl, startedAt, given } = options;
  const untilMs = clock.now() + TRY_FOR_MS;
  for (let backoffMs = FIRST_BACKOFF_MS; ; backoffMs = Math.min(LONGEST_BACKOFF_MS, backoffMs * 2)) {
    try {
      const call =
        track === 'inbound' ? await calls.attachWorker(callId, epoch, workerUrl, startedAt) : await calls.get(callId);
      return call?.epoch !== epoch || call.state === 'finished' ? 'over' : call;
    } catch (error) {
      const name = error instanceof HoldSlayerError ? error.name : 'unknown';
      log.warn('a stream could not be attached yet', { callId, epoch, track, error: name });
      if (clock.now() + backoffMs > untilMs || given()) return 'unavailable';
      await clock.sleep(backoffMs);
    }
  }
}
