import type { DeviceLegOf } from '#adapters/twilio/webhooks.ts';
import { hunt } from '#core/call/hunt.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallSid, EventId } from '#core/contracts/ids.ts';
import { roomName } from '#core/people/room.ts';
import { deviceSentences } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'line' | 'clock' | 'log'>;

/** What the device's leg does next. */
export type DeviceReply =
  | { readonly kind: 'join'; readonly room: string }
  | { readonly kind: 'goodbye'; readonly text: string }
  | { readonly kind: 'rearm' };

export const goodbye = (text: string): DeviceReply => ({ kind: 'goodbye', text });

interface Pressed {
  readonly digits: string;
  readonly callSid: CallSid;
}

/**
 * 1 takes the call, anything else lets it go. The first 1 wins, and is answered at once: the others are told by Bridge, since a carrier that is slow to
 * tell them would keep the winner out of the room that the agent is led into. Told twice, the winner has won again and gets the same answer.
 */
export async function deviceGather(ports: Ports, leg: DeviceLegOf, pressed: Pressed): Promise<DeviceReply> {
  const { calls, clock } = ports;
  const { callId, round, deviceId } = leg;
  const call = await calls.get(callId);
  const at = Math.round(clock.now());
  if (!call || call.reach?.round !== round || call.state === 'finished') return goodbye(deviceSentences.ended);
  if (pressed.digits !== '1') return decline(ports, leg);
  const refusal = tooLate(call, deviceId);
  const hasWon = refusal === null && (await calls.claimWinner(callId, round, deviceId));
  if (!hasWon || !(await isItsLeg(calls, leg, pressed.callSid))) {
    const eventId = `too-late-${round}-${deviceId}` as EventId;
    await calls.append(callId, { eventId, at, what: { kind: 'device.too_late', deviceId } });
    return goodbye(refusal ?? deviceSentences.tooLate);
  }
  const eventId = `accepted-${round}-${deviceId}` as EventId;
  await calls.append(callId, { eventId, at, what: { kind: 'device.accepted', deviceId } });
  const won = (await calls.get(callId)) ?? call;
  if (won.waiting?.state === 'ReachUser') await tell(ports, callId, won.waiting, { kind: 'accepted', deviceId });
  return { kind: 'join', room: roomName(callId, round) };
}

/** A device that was rung twice has two legs, and each may press 1: the first that does is the device's. */
async function isItsLeg(
  calls: Ports['calls'],
  { callId, round, deviceId }: DeviceLegOf,
  callSid: CallSid,
): Promise<boolean> {
  const accepted = { state: 'accepted', callSid } as const;
  if (await calls.setDeviceLeg(callId, round, deviceId, accepted, ['waiting', 'ringing', 'answered', 'unreached']))
    return true;
  const legs = (await calls.get(callId))?.reach?.legs ?? [];
  return legs.some((leg) => leg.deviceId === deviceId && leg.callSid === callSid);
}

async function decline(ports: Ports, { callId, round, deviceId }: DeviceLegOf): Promise<DeviceReply> {
  const { calls, clock } = ports;
  if (await calls.setDeviceLeg(callId, round, deviceId, { state: 'declined' }, ['waiting', 'ringing', 'answered'])) {
    const eventId = `declined-${round}-${deviceId}` as EventId;
    await calls.append(callId, { eventId, at: Math.round(clock.now()), what: { kind: 'device.declined', deviceId } });
  }
  await hunt(ports, callId);
  return goodbye(deviceSentences.declined);
}

/** Why this device cannot take the call any more; null: it can, or has. */
function tooLate({ reach, state, legEndedAt, cancelRequestedAt }: CallRecord, deviceId: string): string | null {
  if (reach?.winner && reach.winner !== deviceId) return deviceSentences.tooLate;
  if (cancelRequestedAt !== null) return deviceSentences.canceled;
  if (legEndedAt !== null || state === 'dialling') return deviceSentences.companyGone;
  if (reach?.winner === deviceId || state === 'reaching') return null;
  return deviceSentences.notAPerson;
}
