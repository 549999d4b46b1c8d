import { waitingInLine } from '#core/call/in-line.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallState } from '#core/contracts/outcome.ts';
import type { Owner } from '#core/contracts/owner.ts';
import { messages } from '#core/people/sentences.ts';
import { written } from '#core/policy/written-number.ts';
import { lineOf } from '#lambdas/events/line-of.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { answerQuestion } from '#lambdas/shared/answer-question.ts';
import { cancelCall } from '#lambdas/shared/cancel-call.ts';
import { keepPrivate } from '#lambdas/shared/keep-private.ts';
import { reportFalseRing } from '#lambdas/shared/report-false-ring.ts';
import type { SmsOrder } from './read-sms.ts';

type Ports = ServicesOf<'Sms'>;
type CallByText = Extract<SmsOrder, { kind: 'call' }>;

/** Two segments of 160 characters. */
const LONGEST_STATUS = 300;

/** Does what a text orders. @returns the answer @throws {StoreUnavailable} */
export async function carryOut(ports: Ports, owner: Owner, order: SmsOrder, messageSid: string): Promise<string> {
  switch (order.kind) {
    case 'call':
      return call(ports, owner, order, messageSid);
    case 'status': {
      const live = await newestLive(ports, owner);
      return live ? statusOf(ports, live) : `No call is under way. ${messages.help}`;
    }
    case 'cancel': {
      const live = await newestLive(ports, owner);
      if (!live) return 'No call is under way.';
      await cancelCall(ports, live, 'sms');
      return `Canceled: ${nameOf(live)}.`;
    }
    case 'pause':
    case 'resume':
      return recording(ports, owner, order.kind === 'pause');
    case 'false_ring':
      return falseRing(ports, owner);
    case 'help':
      return messages.help;
    case 'other':
      return answer(ports, owner, order.text);
  }
}

/** Whom to call is looked at before what about: a person in need who texts "call 911" must not be asked for the reason. */
async function call(ports: Ports, owner: Owner, order: CallByText, messageSid: string): Promise<string> {
  const { number, company, intent } = order;
  if (number === null && !company) return messages.help;
  // The numbers of the world are read by whoever asks for a call first.
  const { requestedNumber } = await import('#lambdas/shared/requested-number.ts');
  const whom = await requestedNumber(ports, owner, order);
  if ('refusal' in whom) return `${whom.refusal.title}. ${whom.refusal.detail}`;
  if (intent === '') return `What is it about? Text: call ${number ?? company} about ...`;
  const asTheOwnerHasIt = { devices: null, hunting: null, ringEarly: null };
  const defaults = { ...asTheOwnerHasIt, flowId: null, redial: 'once', via: 'sms', facts: {} } as const;
  const about = { ...defaults, number, company, intent: intent.slice(0, 500) };
  const { requestCall } = await import('#lambdas/shared/request-call.ts');
  const requested = await requestCall(ports, owner, about, messageSid);
  switch (requested.kind) {
    case 'accepted':
      return messages.calling(requested.call.request);
    case 'refused':
      return `${requested.refusal.title}. ${requested.refusal.detail}`;
    case 'key_taken':
      return messages.help;
  }
}

async function recording(ports: Ports, owner: Owner, pauses: boolean): Promise<string> {
  const live = await newestLive(ports, owner);
  const kept = live ? await keepPrivate(ports, live, pauses, 'sms') : 'not_connected';
  if (kept === 'not_connected') return 'You are not connected, so nothing of you is recorded.';
  if (kept === 'unheard') return 'The recording did not hear of it. Wait with what is private, and text it again.';
  return pauses ? 'Not recorded for up to 3 min. Text "resume" to go on earlier.' : 'Recorded again.';
}

/** About the newest call that rang, which may be over by now. */
async function falseRing(ports: Ports, owner: Owner): Promise<string> {
  const { items } = await ports.calls.list(owner.ownerId, { limit: 10, after: null });
  const rung = items.find(({ reach }) => reach !== null);
  if (!rung) return 'You have not been rung yet.';
  await reportFalseRing(ports, rung, 'sms');
  return `Sorry for that. Noted for ${nameOf(rung)}, so that it is heard better.`;
}

/** A message that is no order may be the answer to a question of ours. */
async function answer(ports: Ports, owner: Owner, text: string): Promise<string> {
  const live = await newestLive(ports, owner);
  const passed = live ? await answerQuestion(ports, live, text.slice(0, 320), 'sms') : 'not_asked';
  return passed === 'passed_on' ? 'Thank you, passed on.' : `I did not understand that. ${messages.help}`;
}

async function newestLive({ calls }: Ports, owner: Owner): Promise<CallRecord | null> {
  const { items } = await calls.list(owner.ownerId, { limit: 10, after: null });
  return items.find(({ state }) => state !== 'finished') ?? null;
}

const nameOf = ({ request }: CallRecord) => request.company ?? written(request.number);

const plainState: Readonly<Record<CallState, string>> = {
  requested: 'about to be called',
  dialling: 'ringing there',
  navigating: 'in the menu',
  asking: 'waiting for your answer',
  holding: 'on hold',
  reaching: 'a person is there, ringing you',
  bridged: 'you are connected',
  finished: 'over',
};

async function statusOf({ calls, clock }: Ports, live: CallRecord): Promise<string> {
  const log = await calls.events(live.callId);
  const since = log.findLast(({ what }) => what.kind === 'hold.began')?.at;
  const minutes =
    live.state === 'holding' && since !== undefined ? ` for ${Math.floor((clock.now() - since) / 60_000)} min` : '';
  const place = log.map(({ what }) => (what.kind === 'queue.position' ? lineOf(what) : null)).findLast(Boolean);
  const question = live.state === 'asking' && live.action?.next === 'ask_user' ? live.action.question : null;
  const line = waitingInLine(live, clock.now());
  if (line) return messages.inLine(live.request, line.place, line.startsAt - clock.now());
  const more = question ?? (live.state === 'holding' ? place : null);
  return `${nameOf(live)}: ${plainState[live.state]}${minutes}${more ? `; ${more}` : ''}.`.slice(0, LONGEST_STATUS);
}
