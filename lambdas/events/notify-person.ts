import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { EventId } from '#core/contracts/ids.ts';
import { CarrierUnavailable, MessageRefused } from '#core/errors.ts';
import { messages } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';

type Ports = Pick<Services, 'owners' | 'notifier' | 'calls' | 'clock' | 'log'>;

/** Time to find one's phone. */
const SOON_SECONDS = 120;
const REMEMBER_MS = 7 * 24 * 3_600_000;

/** Who asked by SMS reads "calling" and wonders when nothing happens for longer. */
const WORTH_TELLING_MS = 5_000;

/** Tells the person by SMS what matters: it takes a while until it is dialled, it is nearly their turn, a human is on the line, or the request ended without one. Each once, however often it is read. */
export async function notifyPerson(services: Ports, event: CallEvent, call: CallRecord): Promise<void> {
  const { owners, notifier, calls, clock, log } = services;
  const text = textFor(event, call);
  if (text === null) return;
  const owner = await owners.get(call.ownerId);
  if (!owner?.smsNumber) return;
  const untilMs = Math.round(clock.now()) + REMEMBER_MS;
  const key = `sms-${event.callId}-${onceOf(event)}`;
  const isFirst = await owners.once(key, untilMs);
  // Begun before and not marked as sent: that run died, and the event is read again. A text that comes twice is better than none.
  if (!isFirst && !(await owners.once(`${key}-sent`, untilMs))) return;
  try {
    await notifier.sms(owner.smsNumber, text);
  } catch (error) {
    if (!(error instanceof MessageRefused || error instanceof CarrierUnavailable)) throw error;
    log.warn('a message to the person was not sent', { callId: event.callId, error: error.name });
    return;
  }
  if (isFirst) await owners.once(`${key}-sent`, untilMs);
  await calls.append(event.callId, {
    eventId: `notified-${event.eventId}` as EventId,
    at: Math.round(clock.now()),
    what: { kind: 'person.notified', about: event.what.kind },
  });
}

/** Of the queue there is news every minute; that it is nearly over is told once a call. */
function onceOf({ eventId, what }: CallEvent): string {
  return what.kind === 'queue.position' ? what.kind : eventId;
}

function textFor({ what }: CallEvent, { request, state }: CallRecord): string | null {
  if (what.kind === 'queue.position' && state === 'holding' && (what.leftSeconds ?? Infinity) <= SOON_SECONDS) {
    return messages.soon(request);
  }
  if (what.kind === 'call.in_line' && request.via === 'sms' && what.waitMs > WORTH_TELLING_MS) {
    return messages.inLine(request, what.place, what.waitMs);
  }
  if (what.kind === 'keeper.spoke') return messages.human(request);
  if (what.kind === 'call.finished' && what.outcome !== 'connected' && what.outcome !== 'user_canceled') {
    return messages.ended(request, what.outcome);
  }
  return null;
}
