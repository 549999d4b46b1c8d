import { hunt } from '#core/call/hunt.ts';
import { tell } from '#core/call/tell.ts';
import type { CallId, DeviceId, EventId } from '#core/contracts/ids.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { isFinal, type StatusForm } from './webhook-form.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log'>;

export interface DeviceLegName {
  readonly callId: CallId;
  readonly round: number;
  readonly deviceId: DeviceId;
}

/** A leg to one of the person's devices was answered (by whom is not known yet) or ended. */
export async function deviceStatus(ports: Ports, leg: DeviceLegName, form: StatusForm): Promise<void> {
  const { calls, clock } = ports;
  const { callId, round, deviceId } = leg;
  const at = Math.round(clock.now());
  if (form.CallStatus === 'in-progress' || form.CallStatus === 'answered') {
    const to = { state: 'answered', callSid: form.CallSid } as const;
    await calls.setDeviceLeg(callId, round, deviceId, to, ['waiting', 'ringing']);
    const eventId = `status-${form.CallSid}-answered` as EventId;
    await calls.append(callId, { eventId, at, what: { kind: 'device.answered', deviceId } });
    return;
  }
  if (!isFinal(form.CallStatus)) return;
  await calls.append(callId, {
    eventId: `status-${form.CallSid}-ended` as EventId,
    at,
    what: { kind: 'call.ended', callSid: form.CallSid, status: form.CallStatus, seconds: form.CallDuration ?? null },
  });
  if (await calls.setDeviceLeg(callId, round, deviceId, { state: 'unreached' }, ['waiting', 'ringing', 'answered'])) {
    const what = { kind: 'device.unreached', deviceId, reason: reasonOf(form.CallStatus) } as const;
    await calls.append(callId, { eventId: `status-${form.CallSid}-unreached` as EventId, at, what });
  }
  await calls.setDeviceLeg(callId, round, deviceId, { state: 'lost' }, ['accepted']);
  await goOn(ports, leg);
}

/** What follows from the end of a leg; run every time it is told, since an earlier run may have stopped half way. */
async function goOn(ports: Ports, { callId, round, deviceId }: DeviceLegName): Promise<void> {
  const call = await ports.calls.get(callId);
  if (!call || call.reach?.round !== round) return;
  if (call.reach.winner === null) return hunt(ports, callId);
  if (call.reach.winner === deviceId && call.waiting?.state === 'Bridge') {
    await tell(ports, callId, call.waiting, { kind: 'user_hung_up' });
  }
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
