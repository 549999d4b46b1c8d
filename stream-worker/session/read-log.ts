import type { CallEvent } from '#core/contracts/events.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { HoldSlayerError } from '#core/errors.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';

/** The audio waits for it in memory, and the steps with it. */
const READ_MS = 1_000;

/** What was written down of the call, or null: it could not be read in time, and the worker goes on without. */
export async function readLog(
  { calls, clock, log }: Pick<WorkerDeps, 'calls' | 'clock' | 'log'>,
  callId: CallId,
): Promise<readonly CallEvent[] | null> {
  const late = new AbortController();
  const tooLate = clock.sleep(READ_MS, late.signal).then(
    () => 'Timeout' as const,
    () => 'Timeout' as const,
  );
  const read = calls.events(callId).catch((error) => (error instanceof HoldSlayerError ? error.name : 'unknown'));
  const found = await Promise.race([read, tooLate]);
  late.abort();
  if (typeof found !== 'string') return found;
  log.warn('a worker goes on without what the one before wrote down', { callId, error: found });
  return null;
}
