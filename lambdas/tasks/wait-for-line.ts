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
import { beginWaiting } from './begin-waiting.ts';
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
  const since = Math.round(ports.clock.now());
  const sinceMs = call.action?.next === 'hold' ? call.action.sinceMs : mediaTimeOf(call, since);
  await letGo(ports, call);
  const usual = call.action?.next === 'hold' ? call.action.usualSeconds : undefined;
  const known = { certainty: certaintyFor(call.request), ...(usual === undefined ? {} : { usualSeconds: usual }) };
  const waiting = {
    state: 'Hold',
    token: taskToken,
    since,
    sinceMs,
    ...known,
    ...ourSpeech(call, log, since),
  } as const;
  await beginWaiting(ports, callId, waiting, 'holding');
}

/** What was just said sounds about now. */
function ourSpeech(call: CallRecord, log: readonly CallEvent[], nowMs: number): { said?: OurSentence[] } {
  const said = saidLately(log, mediaTimeOf(call, nowMs));
  return said.length === 0 ? {} : { said };
}

const certaintyFor = ({ ringEarly }: CallRecord['request']): 'probable' | 'confirmed' =>
  ringEarly ? 'probable' : 'confirmed';

/** Back from somebody who was no person, or who asked to hold: the keeper falls silent, and the person's devices are told. */
async function letGo(ports: Ports, call: CallRecord): Promise<void> {
  const { callId, companyCallSid, state } = call;
  const text = state === 'bridged' ? deviceSentences.holdsAgain : deviceSentences.notAPerson;
  try {
    if (state === 'reaching') await performOnLeg(ports, call, { kind: 'wait' });
  } catch (error) {
    if (error instanceof LegEnded) await companyLegEnded(ports, callId, companyCallSid);
    else if (error instanceof CarrierUnavailable) ports.log.warn('the keeper may go on to speak', { callId });
    else throw error;
  }
  // Whoever still rings devices for the step before stops by the state, and what it rang until then is in the record.
  await ports.calls.patch(callId, { state: 'holding' });
  await endRound(ports, await loadCall(ports.calls, callId), text);
}
