import { reattach, seeThatItComes } from '#core/call/reattach.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import { CarrierUnavailable, LegEnded } from '#core/errors.ts';
import type { Services } from '#lambdas/shared/services.ts';
import type { StreamForm } from './webhook-form.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log' | 'meter'>;

/** A worker that cannot be reached makes each new stream fail at once: ask more slowly each time. */
const SLOWER_MS = 125;
const SLOWEST_MS = 8_000;

/**
 * A stream ended. While the call lives, the company must be heard by somebody: a new stream is attached, once for each that ended. When
 * the leg itself has ended this is how we may learn it first.
 */
export async function streamStatus(ports: Ports, callId: CallId, epoch: number, form: StreamForm): Promise<void> {
  const { calls, clock, log, meter } = ports;
  if (form.StreamEvent === 'stream-started') return;
  const call = await calls.get(callId);
  if (!call || call.state === 'finished' || call.legEndedAt !== null) return;
  const isOfAnEarlierAttempt = call.companyCallSid !== null && call.companyCallSid !== form.CallSid;
  if (isOfAnEarlierAttempt) return;
  if (call.epoch === epoch + 1 && (await isForsaken(ports, callId, epoch))) {
    log.warn('a new stream was meant to come and nobody asked for it', { callId, epoch });
    await reattach(ports, callId, call.epoch);
  }
  if (call.epoch !== epoch) return;
  if (form.StreamName?.endsWith(':outbound')) return personLost(ports, call, epoch, form);
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
    // Whether the one that was asked for comes is told by the log (lambdas/events/measure.ts).
    if (result === 'failed') meter.count('StreamReattached', 0, 'Count');
    log.info('stream ended', { callId, epoch, reason, result });
  }
  if (result === 'attached') await seeThatItComes(ports, callId, epoch + 1);
}

/** Whoever raised the epoch asks for its stream within this time, or has died. */
const ASKED_WITHIN_MS = 3_000;

/** The epoch after this one has begun, and nobody hears under it: who began it came no further. */
async function isForsaken({ calls, clock }: Ports, callId: CallId, epoch: number): Promise<boolean> {
  const isCared = async () =>
    (await calls.events(callId)).some(
      ({ what }) =>
        (what.kind === 'stream.attached' && what.track === 'inbound' && what.epoch > epoch) ||
        (what.kind === 'stream.lost' && what.track === 'inbound' && what.epoch >= epoch),
    );
  if (await isCared()) return false;
  await clock.sleep(ASKED_WITHIN_MS);
  return !(await isCared());
}

/** A worker that died lost both streams, and who hears the company anew asks for the person's as well. */
const BOTH_ARE_LOST_WITHIN_MS = 4_000;

/**
 * Only the person is not heard any more, in the middle of the conversation. A stream that was stopped was replaced or is over; one that broke is
 * asked for again, as long as it is the company's that goes on.
 */
async function personLost(ports: Ports, { callId }: CallRecord, epoch: number, form: StreamForm): Promise<void> {
  const { calls, clock, log, telephony } = ports;
  if (form.StreamEvent !== 'stream-error') return;
  const at = Math.round(clock.now());
  await clock.sleep(BOTH_ARE_LOST_WITHIN_MS);
  const call = await calls.get(callId);
  if (call?.state !== 'bridged' || call.epoch !== epoch || call.legEndedAt !== null || !call.companyCallSid) return;
  const isNew = await calls.append(callId, {
    eventId: `stream-lost-${epoch}-outbound-${form.StreamSid ?? ''}` as EventId,
    at,
    what: { kind: 'stream.lost', epoch, track: 'outbound', reason: 'error' },
  });
  if (!isNew) return;
  try {
    await telephony.attachStream(call.companyCallSid, { callId, epoch, track: 'outbound' });
  } catch (error) {
    if (!(error instanceof LegEnded || error instanceof CarrierUnavailable)) throw error;
    log.warn('the person is not recorded any more', { callId, error: error.name });
  }
}

/** Streams that were lost since the company was last heard; by their epochs, since a new stream may come before the loss is written down. */
function failuresInARow(log: readonly CallEvent[]): number {
  const epochs = (kind: 'stream.attached' | 'stream.lost') =>
    log.flatMap(({ what }) => (what.kind === kind && what.track === 'inbound' ? [what.epoch] : []));
  const heardLast = Math.max(0, ...epochs('stream.attached'));
  return epochs('stream.lost').filter((epoch) => epoch >= heardLast).length;
}
