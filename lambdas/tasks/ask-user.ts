import type { CallId, TaskToken } from '#core/contracts/ids.ts';
import { CarrierUnavailable, MessageRefused } from '#core/errors.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { beginWaiting } from './begin-waiting.ts';
import { loadCall, mediaTimeOf } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'owners' | 'notifier' | 'workflow' | 'workers' | 'clock' | 'log'>;

/** Asks the person by SMS; the API shows the same question. The state machine bounds the wait, and nobody answering is an answer. */
export async function askUser(
  ports: Ports,
  { callId, taskToken }: { callId: CallId; taskToken: TaskToken },
): Promise<void> {
  const { calls, owners, notifier, clock, log } = ports;
  const call = await loadCall(calls, callId);
  if (call.action?.next !== 'ask_user') throw new Error('AskUser without a question');
  const { question, options } = call.action;
  const since = Math.round(clock.now());
  const sinceMs = mediaTimeOf(call, since);
  if (!(await beginWaiting(ports, callId, { state: 'AskUser', token: taskToken, since, sinceMs }, 'asking'))) return;
  await calls.append(callId, { at: since, mediaMs: sinceMs, what: { kind: 'user.asked', question } });
  const owner = await owners.get(call.ownerId);
  if (!owner?.smsNumber) return;
  const answers = options.length > 0 ? ` Answer ${options.join(' or ')}.` : '';
  try {
    await notifier.sms(owner.smsNumber, `${question}${answers}`);
  } catch (error) {
    if (!(error instanceof MessageRefused || error instanceof CarrierUnavailable)) throw error;
    log.warn('the question could not be sent by SMS', { callId, error: error.name });
  }
}
