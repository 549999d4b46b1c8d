import { reattach } from '#core/call/reattach.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { Services } from '#lambdas/shared/services.ts';
import type { StreamForm } from './webhook-form.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log' | 'meter'>;

/** A worker that cannot be reached makes each new stream fail at once: ask more slowly each time. */
const SLOWER_MS = 500;
const SLOWEST_MS = 8_000;

/**
 * A stream ended. While the call lives, the company must be heard by somebody: a new stream is attached, once for each that ended. When
 * the leg itself has ended this is how we may learn it first.
 */
export async function streamStatus(ports: Ports, callId: CallId, epoch: number, form: StreamForm): Promise<void> {
  const { calls, clock, log, meter } = ports;
  if (form.StreamEvent === 'stream-started') return;
  const call = await calls.get(callId);
  const isOfPerson = form.StreamName?.endsWith(':outbound') ?? false;
  if (!call || call.state === 'finished' || call.epoch !== epoch || call.legEndedAt !== null || isOfPerson) return;
  if (call.companyCallSid === null) await calls.tieCompanyLeg(callId, form.CallSid);
  const at = Math.round(clock.now());
  const failures = failuresInARow(await calls.events(callId));
  if (failures > 0) await clock.sleep(Math.min(SLOWEST_MS, SLOWER_MS * 2 ** failures));
  const reason = form.StreamEvent === 'stream-error' ? 'error' : 'stopped';
  let result: Awaited<ReturnType<typeof reattach>> | 'failed' = 'failed';
  try {
    result = await reattach(ports, callId, epoch);
  } finally {
    if (result === 'attached' || result === 'failed') {
      const what = { kind: 'stream.lost', epoch, track: 'inbound', reason } as const;
      await calls.append(callId, { eventId: `stream-lost-${epoch}-inbound` as EventId, at, what });
    }
    meter.count('StreamReattached', result === 'attached' ? 1 : 0, 'Count');
    log.info('stream ended', { callId, epoch, reason, result });
  }
}

/** Streams that were lost since the company was last heard. */
function failuresInARow(log: readonly CallEvent[]): number {
  const heard = log.findLastIndex(({ what }) => what.kind === 'stream.attached' && what.track === 'inbound');
  return log.slice(heard + 1).filter(({ what }) => what.kind === 'stream.lost').length;
}
