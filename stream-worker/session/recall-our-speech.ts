import { keeperInLog } from '#core/call/keeper-speech.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';
import { readLog } from './read-log.ts';

/**
 * What is asked of a worker that takes over, with what the keeper says meanwhile: the step told it to the worker before, and only the log has it.
 * Without, the ears judge by the sound alone.
 */
export async function recallOurSpeech(
  deps: Pick<WorkerDeps, 'calls' | 'clock' | 'log'>,
  { callId, waiting, request }: CallRecord,
): Promise<Waiting | null> {
  if (waiting?.state !== 'ReachUser' || waiting.said !== undefined) return waiting;
  const log = await readLog(deps, callId);
  const said = log === null ? null : keeperInLog(request, log, waiting.sinceMs);
  return said === null ? waiting : { ...waiting, said };
}
