import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Services } from './services.ts';

/** As long as reading a card number and what belongs to it may take. A pause that is forgotten ends by itself. */
const PRIVATE_MS = 180_000;

/**
 * Pauses recording and transcript of a conversation while something is said that must lie nowhere, or lets them go on. The record is written
 * first, so that a worker that takes the call at this moment keeps to it.
 * @returns `unheard`: the worker could not be told, so nothing may be said yet
 */
export async function keepPrivate(
  { calls, workers, clock }: Pick<Services, 'calls' | 'workers' | 'clock'>,
  { callId, epoch, waiting, workerUrl }: CallRecord,
  on: boolean,
  via: CallRecord['request']['via'],
): Promise<'done' | 'not_connected' | 'unheard'> {
  if (waiting?.state !== 'Bridge') return 'not_connected';
  const at = Math.round(clock.now());
  const until = on ? at + PRIVATE_MS : null;
  await calls.patch(callId, { privateUntil: until });
  const answer = workerUrl === null ? null : await workers.send(workerUrl, { kind: 'privacy', callId, epoch, until });
  if (answer !== 'taken') return 'unheard';
  const what = on
    ? ({ kind: 'recording.paused', via, forMs: PRIVATE_MS } as const)
    : ({ kind: 'recording.resumed', via } as const);
  await calls.append(callId, { at, what });
  return 'done';
}
