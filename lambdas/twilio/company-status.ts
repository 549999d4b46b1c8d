import { companyLegEnded } from '#core/call/leg.ts';
import { endOfLeg } from '#core/call/leg-end.ts';
import { reattachUntilHeard } from '#core/call/reattach.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Happening } from '#core/contracts/events.ts';
import type { CallId, CallSid, EventId } from '#core/contracts/ids.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { carrierStatus, type StatusForm } from './webhook-form.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log'>;

/**
 * The company's leg rang, was answered, or ended. Told once, twice, late or in any order: each status is one event, and what follows from it
 * changes nothing the second time.
 */
export async function companyStatus(ports: Ports, callId: CallId, attempt: number, form: StatusForm): Promise<void> {
  const { calls, workflow, clock, log } = ports;
  const call = await calls.get(callId);
  if (!call) return log.warn('status of a call that is not known', { callId });
  const at = Math.round(clock.now());
  const end = endOfLeg(carrierStatus(form.CallStatus), form.SipResponseCode);
  const what = happeningOf(form, end !== null, call);
  if (what) await calls.append(callId, { eventId: `status-${form.CallSid}-${what.kind}` as EventId, at, what });
  const ours = call.attempt === attempt && (await calls.tieCompanyLeg(callId, form.CallSid));
  if (!ours || call.state === 'finished') return end === null ? endStray(ports, callId, form) : undefined;
  if (end) return companyLegEnded(ports, callId, form.CallSid, end);
  if (what?.kind === 'call.answered' && call.answeredAt === null)
    await calls.patch(callId, { answeredAt: at }, attempt);
  if (call.waiting?.state === 'PlaceCall') await workflow.beat(call.waiting.token);
  if (what?.kind === 'call.answered') await seeThatItIsHeard(ports, callId, form.CallSid);
}

/** A stream opens within a fraction of a second of the answer. */
const HEARD_WITHIN_MS = 2_500;
const LOOK_EVERY_MS = 500;

/** The first stream may fail and its callback be lost; then nobody would hear a line that a company has answered until the step misses its heartbeat. */
async function seeThatItIsHeard(ports: Ports, callId: CallId, callSid: CallSid): Promise<void> {
  const { calls, clock, log } = ports;
  let call = await calls.get(callId);
  const isUnheard = () => call?.workerUrl === null && call.companyCallSid === callSid && call.legEndedAt === null;
  for (let waitedMs = 0; isUnheard() && waitedMs < HEARD_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    await clock.sleep(LOOK_EVERY_MS);
    call = await calls.get(callId);
  }
  if (!call || !isUnheard() || call.state !== 'dialling') return;
  const result = await reattachUntilHeard(ports, callId, call.epoch);
  log.warn('a line that was answered and that nobody heard gets a new stream', { callId, result });
}

/** A leg that no step will ever end: a second one for the same attempt, or one whose call is over. */
async function endStray({ telephony, log }: Ports, callId: CallId, { CallSid }: StatusForm): Promise<void> {
  log.error('a leg that belongs to no attempt is ended', { callId });
  await telephony.hangUp(CallSid);
}

/** What came too late to be news is none. */
function happeningOf({ CallSid, CallStatus, CallDuration }: StatusForm, ended: boolean, call: CallRecord) {
  const isOver = call.legEndedAt !== null || call.state === 'finished';
  const status = carrierStatus(CallStatus);
  let what: Happening | null = null;
  if (ended) what = { kind: 'call.ended', callSid: CallSid, status, seconds: CallDuration ?? null };
  else if (isOver) what = null;
  else if (status === 'in-progress') what = { kind: 'call.answered', callSid: CallSid };
  else if (status === 'ringing' && call.answeredAt === null) what = { kind: 'call.ringing', callSid: CallSid };
  return what;
}
