import { reattach } from '#core/call/reattach.ts';
import type { CallId } from '#core/contracts/ids.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { loadCall } from './load-call.ts';

/** No heartbeat came: whoever heard the call is gone, and no webhook told us. */
export async function reattachTask(
  ports: Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log'>,
  { callId, lost }: { callId: CallId; lost: string },
): Promise<{ lost: string }> {
  const { epoch } = await loadCall(ports.calls, callId);
  const result = await reattach(ports, callId, epoch);
  ports.log.warn('no heartbeat; the stream was attached again', { callId, lost, result });
  return { lost };
}
