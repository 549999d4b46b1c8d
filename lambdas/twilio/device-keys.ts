import { hunt } from '#core/call/hunt.ts';
import { performOnLeg } from '#core/call/leg.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { EventId } from '#core/contracts/ids.ts';
import { LegBusy, LegEnded } from '#core/errors.ts';
import { roomName } from '#core/people/room.ts';
import { deviceSentences } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';
import type { DeviceLegName } from './device-status.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log'>;

/** What the device's leg does next. */
export type DeviceReply =
  | { readonly kind: 'join'; readonly room: string }
  | { readonly kind: 'goodbye'; readonly text: string }
  | { readonly kind: 'rearm' };

const goodbye = (text: string): DeviceReply => ({ kind: 'goodbye', text });

/** 1 takes the call, anything else lets it go. The first 1 wins; the other devices are told or stop ringing. */
export async function deviceGather(ports: Ports, leg: DeviceLegName, digits: string): Promise<DeviceReply> {
  const { calls, clock } = ports;
  const { callId, round, deviceId } = leg;
  const call = await calls.get(callId);
  const at = Math.round(clock.now());
  if (!call || call.reach?.round !== round || call.state === 'finished') return goodbye(deviceSentences.ended);
  if (digits !== '1') {
    if (await calls.setDeviceLeg(callId, round, deviceId, { state: 'declined' }, ['ringing', 'answered'])) {
      await calls.append(callId, { at, what: { kind: 'device.declined', deviceId } });
    }
    await hunt(ports, callId);
    return goodbye(deviceSentences.declined);
  }
  if (call.legEndedAt !== null) return goodbye(deviceSentences.companyGone);
  const inTime = call.state === 'reaching' || call.reach.winner === deviceId;
  if (!inTime || !(await calls.claimWinner(callId, round, deviceId))) {
    await calls.append(callId, { at, what: { kind: 'device.too_late', deviceId } });
    return goodbye(inTime ? deviceSentences.tooLate : deviceSentences.notAPerson);
  }
  const eventId = `accepted-${round}-${deviceId}` as EventId;
  await calls.append(callId, { eventId, at, what: { kind: 'device.accepted', deviceId } });
  const won = (await calls.get(callId)) ?? call;
  if (won.waiting?.state === 'ReachUser') await tell(ports, callId, won.waiting, { kind: 'accepted', deviceId });
  await dismissOthers(ports, won, deviceId);
  return { kind: 'join', room: roomName(callId, round) };
}

async function dismissOthers({ telephony, log }: Ports, call: CallRecord, winner: string): Promise<void> {
  for (const leg of call.reach?.legs ?? []) {
    if (leg.deviceId === winner || !leg.callSid) continue;
    try {
      if (leg.state === 'ringing') await telephony.hangUp(leg.callSid);
      if (leg.state === 'answered') await telephony.dismissDevice(leg.callSid, deviceSentences.tooLate);
    } catch (error) {
      if (error instanceof LegEnded) continue;
      log.warn('a device that lost could not be told', {
        callId: call.callId,
        error: error instanceof Error ? error.name : 'unknown',
      });
    }
  }
}

/** The person left the room by the star key, or the room closed because the company hung up. */
export async function deviceLeft(ports: Ports, { callId }: DeviceLegName): Promise<DeviceReply> {
  const call = await ports.calls.get(callId);
  if (!call?.companyCallSid || call.state === 'finished' || call.legEndedAt !== null)
    return goodbye(deviceSentences.ended);
  const { status } = await ports.telephony.status(call.companyCallSid);
  return status === 'in-progress' ? { kind: 'rearm' } : goodbye(deviceSentences.ended);
}

/** The short menu behind the star key: 1 hold again, 2 back to the agent, anything else ends the call. */
export async function deviceRearm(
  ports: Ports,
  { callId, round }: DeviceLegName,
  digits: string,
): Promise<DeviceReply> {
  const call = await ports.calls.get(callId);
  if (!call || call.waiting?.state !== 'Bridge') return goodbye(deviceSentences.ended);
  if (digits === '1') {
    await closeBridge(ports, call);
    await tell(ports, callId, call.waiting, { kind: 'back_to_hold' });
    return goodbye(deviceSentences.holdsAgain);
  }
  if (digits !== '2') {
    await tell(ports, callId, call.waiting, { kind: 'user_hung_up' });
    return goodbye(deviceSentences.ended);
  }
  try {
    await performOnLeg(ports, call, { kind: 'join', room: roomName(callId, round) });
    return { kind: 'join', room: roomName(callId, round) };
  } catch (error) {
    if (error instanceof LegBusy) return { kind: 'rearm' };
    if (error instanceof LegEnded) return goodbye(deviceSentences.companyGone);
    throw error;
  }
}

async function closeBridge({ calls, clock }: Ports, call: CallRecord): Promise<void> {
  const at = Math.round(clock.now());
  const opened = (await calls.events(call.callId)).filter(({ what }) => what.kind === 'bridge.opened').at(-1);
  if (!opened) return;
  const eventId = `bridge-closed-${opened.eventId}` as EventId;
  const what = { kind: 'bridge.closed', by: 'hold_again', talkedMs: at - opened.at } as const;
  await calls.append(call.callId, { eventId, at, what });
}
