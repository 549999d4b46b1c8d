import { isEnding } from '#core/call/after-the-end.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { EventId } from '#core/contracts/ids.ts';
import type { Services } from './services.ts';

/** Written down first, so that a step that begins to wait at this moment sees it; then whoever waits is told. Safe to repeat. */
export async function cancelCall(
  ports: Pick<Services, 'calls' | 'workflow' | 'clock'>,
  call: CallRecord,
  via: string,
): Promise<void> {
  if (isEnding(call)) return;
  const at = Math.round(ports.clock.now());
  await ports.calls.patch(call.callId, { cancelRequestedAt: call.cancelRequestedAt ?? at });
  await ports.calls.append(call.callId, {
    eventId: 'cancel-requested' as EventId,
    at,
    what: { kind: 'call.cancel_requested', via },
  });
  const now = await ports.calls.get(call.callId);
  if (now?.waiting) await tell(ports, call.callId, now.waiting, { kind: 'canceled' });
}
