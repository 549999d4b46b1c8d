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
const MOST_TRIES = 3;

/** Who asked by SMS reads "calling" and wonders when nothing happens for longer. */
const WORTH_TELLING_MS = 5_000;

/** Tells the person by SMS what matters: it takes a while until it is dialled, it is nearly their turn, a human is on the line, or the request ended without one. Each once, however often it is read. */
export async function notifyPerson(services: Ports, event: CallEvent, call: CallRecord): Promise<void> {
  const { owners, notifier, calls, clock, log } = services;
  const text = textFor(event, call);
  if (text === null) return;
  const owner = await owners.get(call.ownerId);
  if (!owner?.smsNumber) return;
  const key = `sms-${event.callId}-${onceOf(event)}`;
  const sent = `sms-${event.callId}-${event.eventId}-sent`;
  if (!(await owners.wasSaid(sent))) {
    if (!(await takesTry(services, key))) return;
    try {
      await notifier.sms(owner.smsNumber, text);
    } catch (error) {
      if (!(error instanceof MessageRefused || error instanceof CarrierUnavailable)) throw error;
      log.warn('a message to the person was not sent', { callId: event.callId, error: error.name });
      return;
    }
    await owners.once(sent, Math.round(clock.now()) + REMEMBER_MS);
  }
  while (await takesTry(services, key));
  await calls.append(event.callId, {
    eventId: `notified-${event.eventId}` as EventId,
    at: Math.round(clock.now()),
    what: { kind: 'person.notified', about: event.what.kind },
  });
}

/**
 * A run that dies leaves its try taken, and the event is read again: another try sends the text, for one that comes twice is better than none. Once
 * it is sent, all tries are taken; a run that dies while it takes them leaves the mark that it was sent, and the next one notes it.
 */
async function takesTry({ owners, clock }: Pick<Ports, 'owners' | 'clock'>, key: string): Promise<boolean> {
  const untilMs = Math.round(clock.now()) + REMEMBER_MS;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    if (await owners.once(tries === 1 ? key : `${key}-try-${tries}`, untilMs)) return true;
  }
  return false;
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
