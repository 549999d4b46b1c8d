import { openQuestion } from '#core/call/asked.ts';
import { waitingInLine } from '#core/call/in-line.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallState } from '#core/contracts/outcome.ts';
import type { Owner } from '#core/contracts/owner.ts';
import { callCodes, isMeant } from '#core/people/call-codes.ts';
import { calleeName, clipped, messages } from '#core/people/sentences.ts';
import { lineOf } from '#lambdas/events/line-of.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { answerQuestion, questionNow } from '#lambdas/shared/answer-question.ts';
import { cancelCall } from '#lambdas/shared/cancel-call.ts';
import { keepPrivate } from '#lambdas/shared/keep-private.ts';
import { reportFalseRing } from '#lambdas/shared/report-false-ring.ts';
import type { SmsOrder } from './read-sms.ts';

type Ports = ServicesOf<'Sms'>;
type CallByText = Extract<SmsOrder, { kind: 'call' }>;

/** Two segments of 160 characters. */
const LONGEST_STATUS = 300;
/** Of one call among several. */
const LONGEST_LINE = 110;
const MOST_LINES = 4;
/** Among so many of the person's latest calls those under way are looked for. */
const LATEST = 25;
const QUESTION_REMEMBERED_MS = 30 * 60_000;

/** Does what a text orders. @param code of the call that is meant @returns the answer @throws {StoreUnavailable} */
export async function carryOut(
  ports: Ports,
  owner: Owner,
  { order, code }: { readonly order: SmsOrder; readonly code: string | null },
  messageSid: string,
): Promise<string> {
  if (order.kind === 'call') return call(ports, owner, order, messageSid);
  if (order.kind === 'help') return `${messages.help} ${messages.laterHelp}`;
  const { items } = await ports.calls.list(owner.ownerId, { limit: LATEST, after: null });
  const latest = code === null ? items : items.filter(({ callId }) => isMeant(callId, code));
  if (code !== null && latest.length === 0)
    return `No call of yours is #${code.toUpperCase()}. Text "status" to see them.`;
  const live = latest.filter(({ state }) => state !== 'finished');
  switch (order.kind) {
    case 'status':
      return status(ports, live);
    case 'cancel':
      return cancel(ports, live, order.word);
    case 'pause':
    case 'resume':
      return recording(ports, live, order.kind === 'pause');
    case 'false_ring':
      return falseRing(ports, latest);
    case 'other':
      return answer(ports, latest, order.text);
  }
}

async function status(ports: Ports, live: readonly CallRecord[]): Promise<string> {
  const [only, ...others] = live;
  if (!only) return `No call is under way. ${messages.help}`;
  if (others.length === 0) return clipped(await statusOf(ports, only), LONGEST_STATUS);
  const lines = await Promise.all(live.map((one) => statusOf(ports, one)));
  return coded(live, (_, i) => clipped(lines[i] ?? '', LONGEST_LINE));
}

/** Nothing is guessed: the wrong one may have waited for an hour. */
async function cancel(ports: Ports, live: readonly CallRecord[], isBareWord: boolean): Promise<string> {
  const [only, ...others] = live;
  if (!only) return 'No call is under way.';
  if (others.length > 0)
    return `Which call? ${coded(live, ({ request }) => calleeName(request))} Text its code and "hang up".`;
  if (isBareWord && approvalAsked(only))
    return `${calleeName(only.request)}: text "hang up" to end the call, or answer yes or no.`;
  await cancelCall(ports, only, 'sms');
  return `Canceled: ${calleeName(only.request)}.`;
}

/** One line a call, with the code by which it is meant. */
function coded(calls: readonly CallRecord[], textOf: (call: CallRecord, i: number) => string): string {
  const codes = callCodes(calls.map(({ callId }) => callId));
  return calls
    .slice(0, MOST_LINES)
    .map((one, i) => sentence(`${codes.get(one.callId)} ${textOf(one, i)}`))
    .join(' ');
}

const sentence = (text: string) => (/[.?!…]$/.test(text) ? text : `${text}.`);

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

/** Of the conversation, whatever else is under way. */
async function recording(ports: Ports, live: readonly CallRecord[], pauses: boolean): Promise<string> {
  const talking = live.find(({ waiting }) => waiting?.state === 'Bridge');
  const kept = talking ? await keepPrivate(ports, talking, pauses, 'sms') : 'not_connected';
  if (kept === 'not_connected') return 'You are not connected, so nothing of you is recorded.';
  if (kept === 'unheard') return 'The recording did not hear of it. Wait with what is private, and text it again.';
  return pauses ? 'Not recorded for up to 3 min. Text "resume" to go on earlier.' : 'Recorded again.';
}

/** About the newest call that rang, which may be over by now. */
async function falseRing(ports: Ports, latest: readonly CallRecord[]): Promise<string> {
  const rung = latest.find(({ reach }) => reach !== null);
  if (!rung) return 'You have not been rung yet.';
  await reportFalseRing(ports, rung, 'sms');
  return `Sorry for that. Noted for ${calleeName(rung.request)}, so that it is heard better.`;
}

/** A message that is no order may be the answer to a question of ours. It goes to the one call that asks; what may be of several is asked back. */
async function answer(ports: Ports, latest: readonly CallRecord[], text: string): Promise<string> {
  const questions = await Promise.all(latest.map((one) => questionNow(ports, one)));
  const asking = latest.filter((_, i) => questions[i]);
  const [only, ...others] = asking;
  if (only && others.length > 0) {
    const asked = coded(asking, (one) => clipped(`${calleeName(one.request)}: ${questionOf(one) ?? ''}`, LONGEST_LINE));
    return `${asking.length} calls ask. ${asked} Text its code and the answer.`;
  }
  switch (only ? await answerQuestion(ports, only, text.slice(0, 320), 'sms') : 'not_asked') {
    case 'yes':
    case 'no':
    case 'given':
      return only?.waiting?.state === 'AskUser'
        ? 'Thank you, passed on.'
        : 'Thank you. The company had hung up, and is called again.';
    case 'unclear':
      return only && approvalAsked(only) ? 'Please answer yes or no.' : 'Please reply with the data alone, or "no".';
    case 'not_asked':
      return (await tooLate(ports, latest)) ?? `I did not understand that. ${messages.help}`;
  }
}

/** A question that went without an answer, as long as it may be on the person's mind; null: there is none. */
async function tooLate({ calls, clock }: Ports, latest: readonly CallRecord[]): Promise<string | null> {
  const since = clock.now() - QUESTION_REMEMBERED_MS;
  const recent = latest.filter(({ finishedAt }) => finishedAt === null || finishedAt >= since);
  for (const one of recent.slice(0, MOST_LINES)) {
    const log = await calls.events(one.callId);
    const last = log.findLast(({ what }) => what.kind === 'user.asked' || what.kind === 'user.answered');
    if (last?.what.kind === 'user.asked' && last.at >= since)
      return `Too late for the question of ${calleeName(one.request)}: ${plainState[one.state]}.`;
  }
  return null;
}

const questionOf = (call: CallRecord): string | null => openQuestion(call)?.question ?? null;

const approvalAsked = (call: CallRecord): boolean => openQuestion(call)?.about?.kind === 'approval';

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
  const line = waitingInLine(live, clock.now());
  if (line) return messages.inLine(live.request, line.place, line.startsAt - clock.now());
  const more = questionOf(live) ?? (live.state === 'holding' ? place : null);
  return sentence(`${calleeName(live.request)}: ${plainState[live.state]}${minutes}${more ? `; ${more}` : ''}`);
}
