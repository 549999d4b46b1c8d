import type { CallEvent } from '#core/contracts/events.ts';
import type { CallId } from '#core/contracts/ids.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';
import { withinASecond } from './within-a-second.ts';

/** What was written down of the call, or null: it could not be read in time, and the worker goes on without. */
export async function readLog(
  { calls, clock, log }: Pick<WorkerDeps, 'calls' | 'clock' | 'log'>,
  callId: CallId,
): Promise<readonly CallEvent[] | null> {
  const found = await withinASecond(clock, calls.events(callId));
  if ('value' in found) return found.value;
  log.warn('a worker goes on without what the one before wrote down', { callId, error: found.error });
  return null;
}
