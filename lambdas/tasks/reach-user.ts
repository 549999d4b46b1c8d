import { winnerOf } from '#core/call/dismiss.ts';
import { hunt } from '#core/call/hunt.ts';
import { keeperInLog, keeperOf } from '#core/call/keeper-speech.ts';
import { companyLegEnded, performOnLeg } from '#core/call/leg.ts';
import { isLegOver } from '#core/call/leg-end.ts';
import { keeperSounds } from '#core/call/our-speech.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId, EventId, TaskToken } from '#core/contracts/ids.ts';
import type { OurSentence, Waiting } from '#core/contracts/waiting.ts';
import { CarrierUnavailable, LegEnded } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { probe } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { enterWaiting, instructWorker } from './begin-waiting.ts';
import { loadDecided, mediaTimeOf } from './load-call.ts';

type ReachUser = Extract<Waiting, { state: 'ReachUser' }>;
type Ports = Pick<Services, 'calls' | 'owners' | 'workflow' | 'workers' | 'telephony' | 'line' | 'clock' | 'log'>;

/** Our "hello?", its answer, and the way here. */
const PROBED_WITHIN_MS = 20_000;
/**
 * A human is on the line: the keeper greets at once, then the person's devices ring. The first pressed key wins; it is told by the
 * webhook of that device's leg. Run again it goes on where it was: who has accepted has accepted, who is rung is rung, and nobody is
 * greeted twice.
 */
export async function reachUser(
  ports: Ports,
  { callId, taskToken }: { callId: CallId; taskToken: TaskToken },
): Promise<void> {
  const before = await loadDecided(ports.calls, callId);
  const sinceMs = before.action?.next === 'reach_user' ? before.action.sinceMs : mediaTimeOf(before, ports.clock.now());
  const since = Math.round(ports.clock.now());
  const waiting: ReachUser = { state: 'ReachUser', token: taskToken, since, sinceMs };
  const call = await enterWaiting(ports, callId, waiting, winnerOf(before) ? before.state : 'reaching');
  if (!call) return;
  const winner = winnerOf(call);
  if (winner) {
    await tell(ports, callId, waiting, { kind: 'accepted', deviceId: winner.deviceId });
    return;
  }
  const round = await beginRound(ports, call);
  await Promise.all([instructWorker(ports, call, waiting), greetAndRing(ports, call, round, waiting)]);
}

async function greetAndRing(ports: Ports, call: CallRecord, round: number, waiting: ReachUser): Promise<void> {
  const said = await greet(ports, call, round);
  if (!said) return;
  const ring = async () => {
    await reconcile(ports, call.callId);
    await hunt(ports, call.callId);
  };
  await Promise.all([tellEars(ports, call, { ...waiting, said }), ring()]);
}

/** A worker that does not hear it judges who answers by the sound alone. */
async function tellEars({ workers }: Ports, { callId, epoch, workerUrl }: CallRecord, waiting: ReachUser) {
  if (workerUrl === null || waiting.said?.length === 0) return;
  await workers.send(workerUrl, { kind: 'wait', callId, epoch, waiting });
}

/** @returns what the keeper says when; null: the agent was gone already */
async function greet(ports: Ports, call: CallRecord, round: number): Promise<OurSentence[] | null> {
  const { calls, clock, log } = ports;
  const { callId } = call;
  const eventId = `keeper-${round}` as EventId;
  const before = await calls.event(callId, eventId);
  if (before !== null) return keeperInLog(call.request, [before], mediaMs(0)) ?? [];
  const [owner, greeted] = await Promise.all([ports.owners.get(call.ownerId), wasProbed(ports, call)]);
  const { first, later, everyMs } = keeperOf(call.request, owner?.name ?? 'a customer', greeted);
  try {
    await performOnLeg(ports, call, { kind: 'keep', first, later, everyMs });
  } catch (error) {
    if (error instanceof LegEnded) {
      await companyLegEnded(ports, callId, call.companyCallSid);
      return null;
    }
    if (!(error instanceof CarrierUnavailable)) throw error;
    log.warn('it is not known whether the agent was greeted', { callId });
  }
  const at = Math.round(clock.now());
  const what = { kind: 'keeper.spoke', text: first } as const;
  const sentAtMs = mediaTimeOf(call, at);
  await calls.append(callId, { eventId, at, mediaMs: sentAtMs, what });
  return keeperSounds({ first, later, everyMs }, sentAtMs);
}

/** The agent has just answered our "hello?". */
async function wasProbed({ calls, clock }: Ports, { callId }: CallRecord): Promise<boolean> {
  const log = await calls.events(callId);
  return log.some(
    ({ at, what }) => what.kind === 'phrase.said' && what.text === probe && clock.now() - at < PROBED_WITHIN_MS,
  );
}

/** A round in which devices are left to try is gone on with; what a run that failed had in hand is taken up again. @returns its number */
async function beginRound({ calls }: Ports, { callId, reach, request }: CallRecord): Promise<number> {
  const open = reach?.legs.filter(({ state }) => state === 'waiting' || state === 'ringing' || state === 'answered');
  if (reach && reach.winner === null && open?.length) {
    for (const { deviceId, state, callSid } of open) {
      if (state !== 'ringing' || callSid !== null) continue;
      await calls.setDeviceLeg(callId, reach.round, deviceId, { state: 'waiting' }, ['ringing']);
    }
    return reach.round;
  }
  const round = (reach?.round ?? 0) + 1;
  const deviceIds = request.devices.map(({ deviceId }) => deviceId);
  await calls.beginReach(callId, round, deviceIds);
  return round;
}

/** Legs whose last callback was lost are looked up, so that the hunt goes on. */
async function reconcile({ calls, telephony, clock, log }: Ports, callId: CallId): Promise<void> {
  const reach = (await calls.get(callId))?.reach;
  for (const { deviceId, state, callSid } of reach?.legs ?? []) {
    if (!reach || !callSid || (state !== 'ringing' && state !== 'answered')) continue;
    if (!(await isKnownToBeOver({ telephony, log }, callId, callSid))) continue;
    if (!(await calls.setDeviceLeg(callId, reach.round, deviceId, { state: 'unreached' }, ['ringing', 'answered'])))
      continue;
    await calls.append(callId, {
      eventId: `status-${callSid}-unreached` as EventId,
      at: Math.round(clock.now()),
      what: { kind: 'device.unreached', deviceId, reason: 'not answered' },
    });
  }
}

async function isKnownToBeOver(
  { telephony, log }: Pick<Ports, 'telephony' | 'log'>,
  callId: CallId,
  callSid: NonNullable<CallRecord['companyCallSid']>,
): Promise<boolean> {
  try {
    return await isLegOver(telephony, callSid);
  } catch (error) {
    if (!(error instanceof CarrierUnavailable)) throw error;
    log.warn('the carrier was not asked about a device', { callId });
    return false;
  }
}
