import { openQuestion } from '#core/call/asked.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId, EventId, TaskToken } from '#core/contracts/ids.ts';
import { CarrierUnavailable, MessageRefused } from '#core/errors.ts';
import { callCodes } from '#core/people/call-codes.ts';
import { messages } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { beginWaiting } from './begin-waiting.ts';
import { loadCall, loadDecided, mediaTimeOf } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'owners' | 'notifier' | 'workflow' | 'workers' | 'telephony' | 'clock' | 'log'>;

/** Among so many of the person's latest calls others are looked for. */
const LATEST = 25;
/** How long a text is remembered as sent, in ms: longer than any call. */
const REMEMBER_MS = 24 * 3_600_000;

/** Asks the person by SMS, once; the API shows the same question. The state machine bounds the wait, and nobody answering is an answer. */
export async function askUser(
  ports: Ports,
  { callId, taskToken }: { callId: CallId; taskToken: TaskToken },
): Promise<void> {
  const { calls, owners, notifier, clock, log } = ports;
  const call = await loadDecided(calls, callId);
  if (call.action?.next !== 'ask_user') throw new Error('AskUser without a question');
  const { question, options } = call.action;
  const since = Math.round(clock.now());
  const sinceMs = mediaTimeOf(call, since);
  const entered = await beginWaiting(ports, callId, { state: 'AskUser', token: taskToken, since, sinceMs }, 'asking');
  // A company that hung up before the person could be asked is called again with the answer.
  if (!entered && openQuestion(await loadCall(calls, callId))?.question !== question) return;
  const asked = (await calls.events(callId)).filter(({ what }) => what.kind === 'user.asked');
  const number = asked.findIndex(({ what }) => what.kind === 'user.asked' && what.question === question);
  const name = `asked-${number < 0 ? asked.length : number}`;
  await calls.append(callId, {
    eventId: name as EventId,
    at: since,
    mediaMs: sinceMs,
    what: { kind: 'user.asked', question },
  });
  const owner = await owners.get(call.ownerId);
  if (!owner?.smsNumber || !(await owners.once(`sms-${callId}-${name}`, since + REMEMBER_MS))) return;
  const code = await codeAmongOthers(calls, call);
  try {
    await notifier.sms(owner.smsNumber, messages.asked(call.request, question, options, code));
  } catch (error) {
    if (!(error instanceof MessageRefused || error instanceof CarrierUnavailable)) throw error;
    log.warn('the question could not be sent by SMS', { callId, error: error.name });
  }
}

/** Null: no other call of the person is under way, so an answer can be meant for this one only. */
async function codeAmongOthers(calls: Services['calls'], { callId, ownerId }: CallRecord): Promise<string | null> {
  const live = (await calls.list(ownerId, { limit: LATEST, after: null })).items.filter(
    ({ state }) => state !== 'finished',
  );
  const ids = [...new Set([callId, ...live.map((one) => one.callId)])];
  return ids.length > 1 ? (callCodes(ids).get(callId) ?? null) : null;
}
