import { isEnding } from '#core/call/after-the-end.ts';
import { reattach } from '#core/call/reattach.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId } from '#core/contracts/ids.ts';
import type { CallState } from '#core/contracts/outcome.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import { HoldSlayerError } from '#core/errors.ts';
import type { Services } from '#lambdas/shared/services.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'clock' | 'log'>;
type WorkerPorts = Ports & Pick<Services, 'workers' | 'telephony'>;

/**
 * Writes down what is waited for, then looks whether it has happened already: webhooks write first and look second, so between the two
 * nothing is missed.
 * @returns the call, or null when there is nothing to wait for any more, or this run comes after a later step or its own end
 */
export async function enterWaiting(
  ports: Ports,
  callId: CallId,
  waiting: Waiting,
  state: CallState,
): Promise<CallRecord | null> {
  const { calls, log } = ports;
  const isEntered = await calls.enterWaiting(callId, waiting, state);
  const call = await calls.get(callId);
  if (!call || isEnding(call) || call.cancelRequestedAt !== null) {
    await tell(ports, callId, waiting, { kind: 'canceled' });
    return null;
  }
  if (!isEntered) {
    log.warn('a step that is over was run again', { callId, state: waiting.state });
    return null;
  }
  if (call.legEndedAt !== null) {
    await tell(ports, callId, waiting, { kind: 'company_hung_up' });
    return null;
  }
  return call;
}

/**
 * Tells the worker that hears the call what is asked now. One that does not hear it any more is replaced here, since the callback of its stream
 * may be lost; who comes next finds in the record what is asked.
 */
export async function instructWorker(ports: WorkerPorts, call: CallRecord, waiting: Waiting): Promise<void> {
  const { callId, epoch, workerUrl } = call;
  if (workerUrl === null) return;
  const answer = await ports.workers.send(workerUrl, { kind: 'wait', callId, epoch, waiting });
  if (answer === 'taken') return;
  ports.log.warn('worker did not take the command', { callId, state: waiting.state, answer });
  if (!(await wasHeard(ports, callId, epoch))) return;
  try {
    await reattach(ports, callId, epoch);
  } catch (error) {
    if (!(error instanceof HoldSlayerError)) throw error;
    ports.log.warn('a call that nobody hears got no new stream yet', { callId, error: error.name });
  }
}

/** False: the stream of this epoch is still to come, and the record names the worker before. */
async function wasHeard({ calls }: Ports, callId: CallId, epoch: number): Promise<boolean> {
  return (await calls.events(callId)).some(
    ({ what }) => what.kind === 'stream.attached' && what.track === 'inbound' && what.epoch === epoch,
  );
}

/** Both, for steps that have nothing else to do. */
export async function beginWaiting(
  ports: WorkerPorts,
  callId: CallId,
  waiting: Waiting,
  state: CallState,
): Promise<CallRecord | null> {
  const call = await enterWaiting(ports, callId, waiting, state);
  if (call) await instructWorker(ports, call, waiting);
  return call;
}
