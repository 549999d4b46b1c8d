import { reattach } from '#core/call/reattach.ts';
import { nameOfWait, observed } from '#core/call/tell.ts';
import type { CallId } from '#core/contracts/ids.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { loadCall } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log'>;

/** No heartbeat came: whoever heard the call is gone, and no webhook told us. The step is asked again, which differs from one that ran out of time. */
export async function reattachTask(
  ports: Ports,
  { callId, lost }: { callId: CallId; lost: string },
): Promise<{ lost: string; observationId: string }> {
  const { epoch, waiting } = await loadCall(ports.calls, callId);
  const of = waiting ? nameOfWait(waiting) : `epoch-${epoch}`;
  const observationId = await observed(ports, callId, { kind: 'worker_lost' }, of);
  const result = await reattach(ports, callId, epoch);
  ports.log.warn('no heartbeat; the stream was attached again', { callId, lost, result });
  return { lost, observationId };
}
