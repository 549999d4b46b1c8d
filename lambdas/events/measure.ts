import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import { shortened } from '#core/policy/redact.ts';
import type { Services } from '#lambdas/shared/services.ts';

type Ports = Pick<Services, 'calls' | 'meter' | 'log'>;

/** What the product is judged by, out of the log. An event that is read twice counts twice: charts bear that; the log itself is exact. */
export async function measure({ calls, meter, log }: Ports, event: CallEvent, call: CallRecord): Promise<void> {
  const { what, callId } = event;
  const company = shortened(call.request.number);
  switch (what.kind) {
    case 'hold.ended': {
      const heldSeconds = Math.round(what.heldMs / 1000);
      meter.count('HoldTime', heldSeconds, 'Seconds');
      log.info('hold ended', { callId, company, heldSeconds });
      return;
    }
    case 'stream.attached':
    case 'stream.lost': {
      const came = cameBack(await calls.events(callId), event);
      if (came !== null) meter.count('StreamReattached', came ? 1 : 0, 'Count');
      return;
    }
    case 'device.ringing': {
      const delayMs = humanToRinging(await calls.events(callId), event);
      if (delayMs !== null) meter.count('HumanToRinging', delayMs, 'Milliseconds');
      return;
    }
    case 'step.observed':
      if (what.observation.kind === 'human_retracted') meter.count('FalseRing', 1, 'Count');
      return;
    case 'ring.was_false':
      meter.count('FalseRingReported', 1, 'Count');
      log.info('a ring was false', { callId, company });
      return;
    case 'call.finished': {
      const { totalUsd, items } = what.cost;
      const speech = items.find((item) => item.what === 'speech-to-text')?.minutes ?? 0;
      meter.count('CallCostUsd', totalUsd, 'Count');
      meter.count('SpeechToTextTime', speech * 60, 'Seconds');
      log.info('call finished', { callId, company, outcome: what.outcome, costUsd: totalUsd });
      return;
    }
  }
}

/** From the onset of the human's voice to the first ring that followed; null when this was not the first, or nothing was heard before. */
export function humanToRinging(log: readonly CallEvent[], ringing: CallEvent): number | null {
  const before = log.filter(({ at, eventId }) => at <= ringing.at && eventId !== ringing.eventId);
  const heardIndex = before.findLastIndex(
    ({ what }) => what.kind === 'step.observed' && what.observation.kind === 'human',
  );
  const heard = before[heardIndex];
  if (heard?.what.kind !== 'step.observed' || heard.what.observation.kind !== 'human') return null;
  if (before.slice(heardIndex).some(({ what }) => what.kind === 'device.ringing')) return null;
  const { sinceMs, atMs } = heard.what.observation;
  return ringing.at - heard.at + (atMs - sinceMs);
}

/**
 * Whether a stream that was asked for came; null when the event does not say. The first of a leg is only told of when it did not come: what is
 * asked for then is another one.
 */
export function cameBack(log: readonly CallEvent[], { what }: CallEvent): boolean | null {
  if ((what.kind !== 'stream.attached' && what.kind !== 'stream.lost') || what.track !== 'inbound') return null;
  const { kind, epoch } = what;
  const attached = (events: readonly CallEvent[], isIt: (other: number) => boolean) =>
    events.some((one) => one.what.kind === 'stream.attached' && one.what.track === 'inbound' && isIt(one.what.epoch));
  if (kind === 'stream.lost') return attached(log, (other) => other === epoch) ? null : false;
  const thisLeg = log.slice(log.findLastIndex((one) => one.what.kind === 'call.dialling') + 1);
  const isAnew = attached(thisLeg, (other) => other < epoch) || wasLost(thisLeg, epoch - 1);
  return isAnew ? true : null;
}

function wasLost(log: readonly CallEvent[], epoch: number): boolean {
  return log.some(({ what }) => what.kind === 'stream.lost' && what.track === 'inbound' && what.epoch === epoch);
}
