import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Device } from '#core/contracts/device.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { CallRefused } from '#core/errors.ts';
import { nextLegs } from '#core/people/hunting.ts';
import { deviceAnnouncement } from '#core/people/sentences.ts';
import type { LegPorts } from './leg.ts';
import { tell } from './tell.ts';

/**
 * Rings whoever is next in the hunting order; tells the waiting step when nobody is left. Called when the hunt begins and whenever a
 * device's leg has ended; safe to repeat, since each leg is claimed before it is rung.
 */
export async function hunt(ports: LegPorts, callId: CallId): Promise<void> {
  for (;;) {
    const call = await ports.calls.get(callId);
    if (!call?.reach || call.reach.winner !== null || call.state !== 'reaching') return;
    const step = nextLegs(call.reach, call.request.devices, call.request.hunting);
    if (step.next === 'nobody' && call.waiting?.state === 'ReachUser') {
      await tell(ports, callId, call.waiting, { kind: 'unreachable' });
    }
    if (step.next !== 'ring') return;
    const rung = await Promise.all(step.devices.map((device) => ringOne(ports, call, device)));
    if (!rung.includes('refused')) return;
  }
}

async function ringOne(ports: LegPorts, call: CallRecord, device: Device): Promise<'ringing' | 'refused'> {
  const { calls, telephony, clock } = ports;
  const { callId, reach } = call;
  if (!reach) return 'ringing';
  const { round } = reach;
  const { deviceId } = device;
  if (!(await calls.setDeviceLeg(callId, round, deviceId, { state: 'ringing' }, ['waiting']))) return 'ringing';
  await calls.append(callId, { at: Math.round(clock.now()), what: { kind: 'device.ringing', deviceId, round } });
  try {
    const callSid = await telephony.ringDevice({
      callId,
      round,
      device,
      announcement: deviceAnnouncement(call.request),
    });
    await calls.setDeviceLeg(callId, round, deviceId, { state: 'ringing', callSid }, ['ringing']);
    return 'ringing';
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    await calls.setDeviceLeg(callId, round, deviceId, { state: 'unreached' }, ['ringing']);
    const what = { kind: 'device.unreached', deviceId, reason: error.message } as const;
    await calls.append(callId, { at: Math.round(clock.now()), what });
    return 'refused';
  }
}
