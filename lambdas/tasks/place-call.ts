import { companyLegEnded } from '#core/call/leg.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId, CallSid, TaskToken } from '#core/contracts/ids.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import { CallRefused, CarrierUnavailable } from '#core/errors.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { loadCall } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log'>;

/** A dial whose answer never came is looked for among the carrier's calls that began this much before it was claimed. */
const CLOCK_SKEW_MS = 5_000;
/** Longer than a request to the carrier can be under way (its timeout is 10 s), so that none still is when we look for its effect. */
const SETTLES_MS = 15_000;

/**
 * Dials once per attempt, however often it is run. The attempt is claimed first; whoever finds it claimed but without a leg reconciles with
 * the carrier's own list before the attempt is given up or dialled again.
 */
export async function placeCall(
  ports: Ports,
  input: { callId: CallId; taskToken: TaskToken; attempt: number },
): Promise<void> {
  const { calls, clock } = ports;
  const { callId, attempt } = input;
  const now = Math.round(clock.now());
  const waiting: Waiting = { state: 'PlaceCall', token: input.taskToken, since: now };
  const { claimed, call } = await calls.claimDial(callId, attempt, now);
  await calls.patch(callId, { waiting, state: 'dialling' });
  if (call.cancelRequestedAt !== null) {
    await tell(ports, callId, waiting, { kind: 'canceled' });
    return;
  }
  if (!claimed && !(await mustDialAgain(ports, call))) {
    await catchUp(ports, callId, waiting);
    return;
  }
  await calls.append(callId, { at: now, what: { kind: 'call.dialling', attempt } });
  try {
    const callSid = await ports.telephony.dial({ callId, to: call.request.number, attempt, epoch: call.epoch });
    await calls.tieCompanyLeg(callId, callSid);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    await companyLegEnded(ports, callId, { kind: 'refused', reason: error.message });
    return;
  }
  await catchUp(ports, callId, waiting);
}

/** An attempt claimed by a run that never told its leg: true only when the carrier knows of no such call either. */
async function mustDialAgain(ports: Ports, call: CallRecord): Promise<boolean> {
  if (call.companyCallSid !== null) return false;
  if (ports.clock.now() - (call.dialClaimedAt ?? 0) < SETTLES_MS) {
    throw new CarrierUnavailable(
      'the dial may still be under way; its effect is looked for when it cannot be any more',
    );
  }
  const sinceMs = (call.dialClaimedAt ?? ports.clock.now()) - CLOCK_SKEW_MS;
  const legs = await ports.telephony.legsTo(call.request.number, sinceMs);
  for (const { callSid } of legs) {
    if (await ports.calls.tieCompanyLeg(call.callId, callSid)) return false;
  }
  const tied = (await ports.calls.get(call.callId))?.companyCallSid ?? null;
  if (tied !== null) return false;
  if (legs.length > 0) {
    throw new CarrierUnavailable(
      'other calls to the same number are being placed; it is not clear yet which one is ours',
    );
  }
  ports.log.warn('a dial had no effect and is repeated', { callId: call.callId });
  return true;
}

/** What happened to the leg while nobody waited for it. */
async function catchUp(ports: Ports, callId: CallId, waiting: Waiting): Promise<void> {
  const call = await loadCall(ports.calls, callId);
  if (call.legEndedAt !== null) await tell(ports, callId, waiting, await endOf(ports, call.companyCallSid));
  else if (call.workerUrl !== null) await tell(ports, callId, waiting, { kind: 'connected' });
}

async function endOf(ports: Ports, callSid: CallSid | null) {
  const status = callSid ? (await ports.telephony.status(callSid)).status : 'failed';
  if (status === 'busy') return { kind: 'busy' } as const;
  if (status === 'no-answer') return { kind: 'no_answer' } as const;
  return { kind: 'company_hung_up' } as const;
}
