import { companyLegEnded, type LegEnd } from '#core/call/leg.ts';
import type { Happening } from '#core/contracts/events.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { isFinal, type StatusForm } from './webhook-form.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'clock' | 'log'>;

/**
 * The company's leg rang, was answered, or ended. Told once, twice, late or in any order: each status is one event, and what follows from it
 * changes nothing the second time.
 */
export async function companyStatus(ports: Ports, callId: CallId, attempt: number, form: StatusForm): Promise<void> {
  const { calls, workflow, clock, log } = ports;
  const call = await calls.get(callId);
  if (!call) return log.warn('status of a call that is not known', { callId });
  const at = Math.round(clock.now());
  const what = happeningOf(form);
  if (what) await calls.append(callId, { eventId: `status-${form.CallSid}-${what.kind}` as EventId, at, what });
  if (call.attempt !== attempt || call.state === 'finished') return;
  if (!(await calls.tieCompanyLeg(callId, form.CallSid))) {
    return log.warn('status of a leg that is not the one of this attempt', { callId, attempt });
  }
  if (isFinal(form.CallStatus)) return companyLegEnded(ports, callId, endOf(form));
  if (what?.kind === 'call.answered') await calls.patch(callId, { answeredAt: at });
  if (call.waiting?.state === 'PlaceCall') await workflow.beat(call.waiting.token);
}

function happeningOf({ CallSid, CallStatus, CallDuration }: StatusForm): Happening | null {
  if (CallStatus === 'ringing') return { kind: 'call.ringing', callSid: CallSid };
  if (CallStatus === 'in-progress' || CallStatus === 'answered') return { kind: 'call.answered', callSid: CallSid };
  if (isFinal(CallStatus))
    return { kind: 'call.ended', callSid: CallSid, status: CallStatus, seconds: CallDuration ?? null };
  return null;
}

function endOf({ CallStatus, SipResponseCode }: StatusForm): LegEnd {
  if (CallStatus === 'busy') return { kind: 'busy' };
  if (CallStatus === 'no-answer') return { kind: 'no_answer' };
  if (CallStatus === 'canceled') return { kind: 'canceled' };
  if (CallStatus === 'failed')
    return { kind: 'refused', reason: `the carrier could not reach the number (SIP ${SipResponseCode ?? 'unknown'})` };
  return { kind: 'company_hung_up' };
}
