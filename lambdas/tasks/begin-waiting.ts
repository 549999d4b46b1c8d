import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId } from '#core/contracts/ids.ts';
import type { CallState } from '#core/contracts/outcome.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import type { Services } from '#lambdas/shared/services.ts';

/**
 * Writes down what is waited for, then looks whether it has happened already: webhooks write first and look second, so between the two
 * nothing is missed. The worker is told directly; if it cannot be reached, the next one finds it in the record.
 * @returns the call, or null when there is nothing to wait for any more
 */
export async function beginWaiting(
  services: Pick<Services, 'calls' | 'workflow' | 'workers' | 'clock' | 'log'>,
  callId: CallId,
  waiting: Waiting,
  state: CallState,
): Promise<CallRecord | null> {
  const { calls, workers, log } = services;
  await calls.patch(callId, { waiting, state });
  const call = await calls.get(callId);
  if (!call || call.state === 'finished') return null;
  if (call.cancelRequestedAt !== null) {
    await tell(services, callId, waiting, { kind: 'canceled' });
    return null;
  }
  if (call.legEndedAt !== null) {
    await tell(services, callId, waiting, { kind: 'company_hung_up' });
    return null;
  }
  if (call.workerUrl !== null) {
    const answer = await workers.send(call.workerUrl, { kind: 'wait', callId, epoch: call.epoch, waiting });
    if (answer !== 'taken') log.warn('worker did not take the command', { callId, state: waiting.state, answer });
  }
  return call;
}
