import { endRound } from '#core/call/dismiss.ts';
import { companyLegEnded, performOnLeg } from '#core/call/leg.ts';
import { saidLately } from '#core/call/our-speech.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { CallId, TaskToken } from '#core/contracts/ids.ts';
import type { OurSentence } from '#core/contracts/waiting.ts';
import { CarrierUnavailable, LegEnded } from '#core/errors.ts';
import { deviceSentences } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { beginWaiting, enterWaiting, instructWorker } from './begin-waiting.ts';
import { loadCall, mediaTimeOf, withDecision } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'workers' | 'telephony' | 'clock' | 'log'>;
type Input = { callId: CallId; taskToken: TaskToken };

/** Asks the worker what the line says next. */
export async function listen(ports: Ports, { callId, taskToken }: Input): Promise<void> {
  const log = await ports.calls.events(callId);
  const call = withDecision(await loadCall(ports.calls, callId), log);
  const { action, request } = call;
  if (action?.next !== 'listen') throw new Error('Listen without a decision to listen');
  const { sinceMs, patienceMs, expect } = action;
  const since = Math.round(ports.clock.now());
  await beginWaiting(
    ports,
    callId,
    {
      state: 'Listen',
      token: taskToken,
      since,
      sinceMs,
      patienceMs,
      expect,
      certainty: certaintyFor(request),
      ...ourSpeech(call, log, since),
    },
    'navigating',
  );
}

/** Asks the worker to wait for a human. */
export async function hold(ports: Ports, { callId, taskToken }: Input): Promise<void> {
  const log = await ports.calls.events(callId);
  const call = withDecision(await loadCall(ports.calls, callId), log);
  const { action, request, state } = call;
  if (action?.next !== 'hold') throw new Error('Hold without a decision to hold');
  const since = Math.round(ports.clock.now());
  const { sinceMs, usualSeconds } = action;
  const known = { certainty: certaintyFor(request), ...(usualSeconds === undefined ? {} : { usualSeconds }) };
  const waiting = {
    state: 'Hold',
    token: taskToken,
    since,
    sinceMs,
    ...known,
    ...ourSpeech(call, log, since),
  } as const;
  if (state === 'reaching') await silenceKeeper(ports, call);
  const now = await enterWaiting(ports, callId, waiting, 'holding');
  if (!now) return;
  // Whoever still rings devices for the step before stops by the state, and what it rang until then is in the record.
  await endRound(ports, now, state === 'bridged' ? deviceSentences.holdsAgain : deviceSentences.notAPerson);
  await instructWorker(ports, now, waiting);
}

/** What was just said sounds about now. */
function ourSpeech(call: CallRecord, log: readonly CallEvent[], nowMs: number): { said?: OurSentence[] } {
  const said = saidLately(log, mediaTimeOf(call, nowMs));
  return said.length === 0 ? {} : { said };
}

const certaintyFor = ({ ringEarly }: CallRecord['request']): 'probable' | 'confirmed' =>
  ringEarly ? 'probable' : 'confirmed';

/** Back from somebody who was no person. */
async function silenceKeeper(ports: Ports, call: CallRecord): Promise<void> {
  const { callId, companyCallSid } = call;
  try {
    await performOnLeg(ports, call, { kind: 'wait' });
  } catch (error) {
    if (error instanceof LegEnded) await companyLegEnded(ports, callId, companyCallSid);
    else if (error instanceof CarrierUnavailable) ports.log.warn('the keeper may go on to speak', { callId });
    else throw error;
  }
}
