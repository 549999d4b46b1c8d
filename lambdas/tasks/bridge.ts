import { performOnLeg } from '#core/call/leg.ts';
import { tell } from '#core/call/tell.ts';
import type { CallId, TaskToken } from '#core/contracts/ids.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import { LegEnded } from '#core/errors.ts';
import { roomName } from '#core/people/room.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { beginWaiting } from './begin-waiting.ts';
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
  const call = await beginWaiting(ports, callId, waiting, 'bridged');
  if (!call) return;
  const winner = call.reach?.legs.find(({ deviceId }) => deviceId === call.reach?.winner);
  if (!call.reach || !winner) throw new Error('Bridge without a device that accepted');
  if (winner.state === 'lost') {
    await tell(ports, callId, waiting, { kind: 'user_hung_up' });
    return;
  }
  try {
    await performOnLeg(ports, call, { kind: 'join', room: roomName(callId, call.reach.round) });
  } catch (error) {
    if (!(error instanceof LegEnded)) throw error;
    await tell(ports, callId, waiting, { kind: 'company_hung_up' });
    return;
  }
  const at = Math.round(clock.now());
  await calls.append(callId, {
    at,
    mediaMs: mediaTimeOf(call, at),
    what: { kind: 'bridge.opened', deviceId: winner.deviceId },
  });
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
