import { openedId } from '#core/call/conversation.ts';
import { winnerOf } from '#core/call/dismiss.ts';
import { companyLegEnded, performOnLeg } from '#core/call/leg.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId, TaskToken } from '#core/contracts/ids.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import { LegEnded } from '#core/errors.ts';
import { roomName } from '#core/people/room.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { enterWaiting, instructWorker } from './begin-waiting.ts';
import { loadCall, mediaTimeOf } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'workers' | 'telephony' | 'clock' | 'log'>;

/** The person accepted and waits in the room: one update brings the company in. Then a second stream hears what the person says. */
export async function bridge(
  ports: Ports,
  { callId, taskToken }: { callId: CallId; taskToken: TaskToken },
): Promise<void> {
  const { calls, clock } = ports;
  const before = await loadCall(calls, callId);
  const since = Math.round(clock.now());
  const waiting: Waiting = { state: 'Bridge', token: taskToken, since, sinceMs: mediaTimeOf(before, since) };
  const call = await enterWaiting(ports, callId, waiting, 'bridged');
  if (!call) return;
  if (!call.reach || !winnerOf(call)) {
    await tell(ports, callId, waiting, { kind: 'user_hung_up' });
    return;
  }
  await Promise.all([instructWorker(ports, call, waiting), connect(ports, call, call.reach)]);
}

/** A second update would pull the company out of the room and end it, so those who are connected already are left alone. */
async function connect(ports: Ports, call: CallRecord, reach: NonNullable<CallRecord['reach']>): Promise<void> {
  const { calls, clock } = ports;
  const { callId } = call;
  const { round, winner } = reach;
  const eventId = openedId(round);
  if (winner === null || (await calls.event(callId, eventId)) !== null) return;
  try {
    await performOnLeg(ports, call, { kind: 'join', room: roomName(callId, round) });
  } catch (error) {
    if (!(error instanceof LegEnded)) throw error;
    await companyLegEnded(ports, callId, call.companyCallSid);
    return;
  }
  const at = Math.round(clock.now());
  const what = { kind: 'bridge.opened', deviceId: winner } as const;
  await calls.append(callId, { eventId, at, mediaMs: mediaTimeOf(call, at), what });
  await hearThePerson(ports, callId);
}

/** The conversation matters more than its recording: without the second stream it goes on. */
async function hearThePerson(ports: Ports, callId: CallId): Promise<void> {
  const call = await loadCall(ports.calls, callId);
  if (!call.companyCallSid) return;
  try {
    await ports.telephony.attachStream(call.companyCallSid, { callId, epoch: call.epoch, track: 'outbound' });
  } catch (error) {
    ports.log.warn('the person is not recorded', { callId, error: error instanceof Error ? error.name : 'unknown' });
  }
}
