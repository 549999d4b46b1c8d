import type { DeviceLegOf } from '#adapters/twilio/webhooks.ts';
import { hunt } from '#core/call/hunt.ts';
import { endOfLeg } from '#core/call/leg-end.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { carrierStatus, type StatusForm } from './webhook-form.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'line' | 'clock' | 'log'>;

/** A leg to one of the person's devices was answered (by whom is not known yet) or ended. */
export async function deviceStatus(ports: Ports, name: DeviceLegOf, form: StatusForm): Promise<void> {
  const { calls, log } = ports;
  const { callId, round, deviceId } = name;
  const call = await calls.get(callId);
  if (!call) return log.warn('status of a call that is not known', { callId });
  const leg = call.reach?.round === round ? call.reach.legs.find((one) => one.deviceId === deviceId) : undefined;
  const isStray = leg !== undefined && leg.callSid !== null && leg.callSid !== form.CallSid;
  if (endOfLeg(carrierStatus(form.CallStatus)) === null) {
    if (call.state === 'finished' || isStray) await endStray(ports, callId, form);
    else await legLives(ports, name, form);
    return;
  }
  await append(ports, callId, `status-${form.CallSid}-ended`, {
    kind: 'call.ended',
    callSid: form.CallSid,
    status: form.CallStatus,
    seconds: form.CallDuration ?? null,
  });
  if (call.state !== 'finished' && !isStray) await legEnded(ports, name, call, form);
}

/** The device was rung twice because the carrier did not say whether it rings; or the call has ended meanwhile. */
async function endStray({ telephony, log }: Ports, callId: CallId, { CallSid }: StatusForm): Promise<void> {
  log.warn('a device that rings for nothing is stopped', { callId });
  await telephony.hangUp(CallSid);
}

async function legLives(ports: Ports, { callId, round, deviceId }: DeviceLegOf, form: StatusForm): Promise<void> {
  const { calls } = ports;
  const { CallSid: callSid } = form;
  if (carrierStatus(form.CallStatus) !== 'in-progress') {
    await calls.setDeviceLeg(callId, round, deviceId, { state: 'ringing', callSid }, ['waiting', 'ringing']);
    return;
  }
  const answered = { state: 'answered', callSid } as const;
  if (!(await calls.setDeviceLeg(callId, round, deviceId, answered, ['waiting', 'ringing', 'answered']))) return;
  await append(ports, callId, `status-${callSid}-answered`, { kind: 'device.answered', deviceId });
}

/** What follows from the end of a leg; run every time it is told, since an earlier run may have stopped half way. */
async function legEnded(ports: Ports, name: DeviceLegOf, call: CallRecord, form: StatusForm): Promise<void> {
  const { calls } = ports;
  const { callId, round, deviceId } = name;
  if (call.reach?.round === round && call.reach.winner === deviceId) {
    await calls.setDeviceLeg(callId, round, deviceId, { state: 'lost' }, ['accepted', 'answered', 'ringing']);
    const now = await calls.get(callId);
    if (now?.reach?.round !== round) return;
    if (now.waiting?.state === 'Bridge') await tell(ports, callId, now.waiting, { kind: 'user_hung_up' });
    if (now.waiting?.state === 'ReachUser') await ringAgain(ports, now, round);
    return;
  }
  if (await calls.setDeviceLeg(callId, round, deviceId, { state: 'unreached' }, ['waiting', 'ringing', 'answered'])) {
    const reason = reasonOf(form.CallStatus);
    await append(ports, callId, `status-${form.CallSid}-unreached`, { kind: 'device.unreached', deviceId, reason });
  }
  if (call.reach?.round === round) await hunt(ports, callId);
}

/** Who accepted is gone, and the step was never told: the agent still waits, so everybody is rung anew. */
async function ringAgain(ports: Ports, { callId, request }: CallRecord, round: number): Promise<void> {
  const deviceIds = request.devices.map(({ deviceId }) => deviceId);
  if (await ports.calls.beginReach(callId, round + 1, deviceIds)) await hunt(ports, callId);
}

async function append(
  { calls, clock }: Ports,
  callId: CallId,
  eventId: string,
  what: Parameters<Ports['calls']['append']>[1]['what'],
): Promise<void> {
  await calls.append(callId, { eventId: eventId as EventId, at: Math.round(clock.now()), what });
}

function reasonOf(status: string): string {
  switch (status) {
    case 'busy':
      return 'busy';
    case 'no-answer':
      return 'nobody picked up';
    case 'failed':
      return 'cannot be reached';
    case 'canceled':
      return 'no longer needed';
    default:
      return 'picked up, but no key was pressed (perhaps a voicemail)';
  }
}
