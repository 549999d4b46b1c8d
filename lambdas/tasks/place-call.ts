import { isEnding } from '#core/call/after-the-end.ts';
import { endRound } from '#core/call/dismiss.ts';
import { beginStart } from '#core/call/in-line.ts';
import { companyLegEnded } from '#core/call/leg.ts';
import { endOfLeg, type LegEnd, statusOf } from '#core/call/leg-end.ts';
import { DIALS_WITHIN_MS, findLostLeg, SETTLES_MS } from '#core/call/lost-leg.ts';
import { reattach } from '#core/call/reattach.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId, CallSid, EventId, TaskToken } from '#core/contracts/ids.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import { CallRefused, CarrierUnavailable } from '#core/errors.ts';
import { deviceSentences } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { loadCall } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'line' | 'clock' | 'log'>;

/** A stream is there a second after the answer; after this long it was lost together with its callback. */
const STREAM_WITHIN_MS = 15_000;

/**
 * Dials once per attempt, however often it is run. The attempt is claimed first; whoever finds it claimed but without a leg reconciles with
 * the carrier's own list before the attempt is given up or dialled again. Run again because no callback came, it asks the carrier.
 */
export async function placeCall(
  ports: Ports,
  input: { callId: CallId; taskToken: TaskToken; attempt: number },
): Promise<void> {
  const { calls, clock } = ports;
  const { callId, attempt } = input;
  const now = Math.round(clock.now());
  const waiting: Waiting = { state: 'PlaceCall', token: input.taskToken, since: now };
  const { claimed, call: latest } = await calls.claimDial(callId, attempt, now);
  if (latest.attempt !== attempt && !isEnding(latest)) {
    ports.log.warn('an attempt that is over was run again', { callId, attempt });
    return;
  }
  const isEntered = await calls.enterWaiting(callId, waiting, 'dialling');
  const call = await loadCall(calls, callId);
  if (isEnding(call)) {
    await tell(ports, callId, waiting, { kind: 'canceled' });
    return;
  }
  // Whoever claimed the attempt dials it, also when another run waits for it by now.
  if (!isEntered && !claimed) {
    ports.log.warn('a dial that is over was run again', { callId, attempt });
    return;
  }
  if (claimed) await endRound(ports, call, deviceSentences.companyGone);
  const dials = claimed || (await mustDialAgain(ports, call));
  if (dials && call.cancelRequestedAt === null) await dial(ports, claimed ? call : await loadCall(calls, callId));
  else if (dials) await calls.patch(callId, { legEndedAt: now }, attempt);
  await catchUp(ports, callId, waiting, dials);
}

async function dial(ports: Ports, call: CallRecord): Promise<void> {
  const { calls, workflow, telephony, clock, log } = ports;
  const { callId, attempt, epoch, request } = call;
  await calls.append(callId, {
    eventId: `dialling-${attempt}` as EventId,
    at: Math.round(clock.now()),
    what: { kind: 'call.dialling', attempt },
  });
  await beginStart(ports);
  if (!(await mayDial(ports, call))) return;
  try {
    const callSid = await telephony.dial({ callId, to: request.number, attempt, epoch });
    const isTied = await calls.tieCompanyLeg(callId, callSid);
    if (isTied && !isEnding(await loadCall(calls, callId))) return;
    log.error('a leg that nobody wants any more was dialled and is ended', { callId, attempt });
    await telephony.hangUp(callSid);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    await companyLegEnded({ calls, workflow, clock }, callId, null, { kind: 'refused', reason: error.message });
  }
}

/**
 * Looked at last before the carrier is asked. The end is written down before anybody looks for what it must end, and a dial looks for the end
 * before and after: one of the two sees the other.
 * @throws {CarrierUnavailable} this run was held up for so long that others may take the dial for one without effect
 */
async function mayDial({ calls, clock }: Ports, { callId, dialClaimedAt }: CallRecord): Promise<boolean> {
  const now = await loadCall(calls, callId);
  if (isEnding(now) || now.dialClaimedAt !== dialClaimedAt) return false;
  if (clock.now() - (dialClaimedAt ?? 0) < DIALS_WITHIN_MS) return true;
  throw new CarrierUnavailable('the dial was claimed too long ago');
}

/** An attempt claimed by a run that never told its leg: true only when the carrier knows of no such call either, and nobody else dials it again. */
async function mustDialAgain(ports: Ports, call: CallRecord): Promise<boolean> {
  if (call.companyCallSid !== null || call.legEndedAt !== null) return false;
  if (ports.clock.now() - (call.dialClaimedAt ?? 0) < SETTLES_MS) {
    throw new CarrierUnavailable(
      'the dial may still be under way; its effect is looked for when it cannot be any more',
    );
  }
  if ((await findLostLeg(ports, call)) === 'tied') return false;
  const claimedAt = call.dialClaimedAt ?? 0;
  if (!(await ports.calls.claimDialAgain(call.callId, claimedAt, ports.clock.now()))) return false;
  ports.log.warn('a dial had no effect and is repeated', { callId: call.callId });
  return true;
}

/** What happened to the leg while nobody waited for it. */
async function catchUp(ports: Ports, callId: CallId, waiting: Waiting, isFresh: boolean): Promise<void> {
  const call = await loadCall(ports.calls, callId);
  const { companyCallSid } = call;
  if (call.cancelRequestedAt !== null) await tell(ports, callId, waiting, { kind: 'canceled' });
  else if (call.legEndedAt !== null) await tell(ports, callId, waiting, await endOf(ports, call));
  else if (call.workerUrl !== null) await tell(ports, callId, waiting, { kind: 'connected' });
  else if (!isFresh && companyCallSid !== null) await askCarrier(ports, call, companyCallSid);
}

/** Callbacks can be lost: of the end of the leg, or of a stream that never connected. */
async function askCarrier(ports: Ports, call: CallRecord, callSid: CallSid): Promise<void> {
  const { callId } = call;
  const status = await statusOf(ports.telephony, callSid);
  const end = endOfLeg(status);
  if (end) return companyLegEnded(ports, callId, callSid, end);
  const since = call.answeredAt ?? call.dialClaimedAt ?? 0;
  if (status === 'in-progress' && ports.clock.now() - since > STREAM_WITHIN_MS) {
    await reattach(ports, callId, call.epoch);
  }
}

async function endOf(ports: Ports, { callId, companyCallSid }: CallRecord): Promise<LegEnd> {
  if (companyCallSid) {
    return endOfLeg(await statusOf(ports.telephony, companyCallSid)) ?? { kind: 'company_hung_up' };
  }
  const told = (await ports.calls.events(callId)).findLast(
    ({ what }) => what.kind === 'step.observed' && what.observation.kind === 'refused',
  );
  const refusal = told?.what.kind === 'step.observed' ? told.what.observation : null;
  return refusal?.kind === 'refused' ? refusal : { kind: 'refused', reason: 'the number could not be called' };
}
