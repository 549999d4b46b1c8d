import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId } from '#core/contracts/ids.ts';
import type { CallState } from '#core/contracts/outcome.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import type { Services } from '#lambdas/shared/services.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'clock'>;

/**
 * Writes down what is waited for, then looks whether it has happened already: webhooks write first and look second, so between the two
 * nothing is missed.
 * @returns the call, or null when there is nothing to wait for any more
 */
export async function enterWaiting(
  ports: Ports,
  callId: CallId,
  waiting: Waiting,
  state: CallState,
): Promise<CallRecord | null> {
  const { calls } = ports;
  await calls.patch(callId, { waiting, state });
  const call = await calls.get(callId);
  const over = call?.state === 'finished' || call?.cancelRequestedAt !== null;
  if (!call || over) {
    await tell(ports, callId, waiting, { kind: 'canceled' });
    return null;
  }
  if (call.legEndedAt !== null) {
    await tell(ports, callId, waiting, { kind: 'company_hung_up' });
    return null;
  }
  return call;
}

/** Tells the worker that hears the call what is asked now. If it cannot be reached, the next one finds it in the record. */
export async function instructWorker(
  { workers, log }: Pick<Services, 'workers' | 'log'>,
  { callId, epoch, workerUrl }: CallRecord,
  waiting: Waiting,
): Promise<void> {
  if (workerUrl === null) return;
  const answer = await workers.send(workerUrl, { kind: 'wait', callId, epoch, waiting });
  if (answer !== 'taken') log.warn('worker did not take the command', { callId, state: waiting.state, answer });
}

/** Both, for steps that have nothing else to do. */
export async function beginWaiting(
  ports: Ports & Pick<Services, 'workers' | 'log'>,
  callId: CallId,
  waiting: Waiting,
  state: CallState,
): Promise<CallRecord | null> {
  const call = await enterWaiting(ports, callId, waiting, state);
  if (call) await instructWorker(ports, call, waiting);
  return call;
}
