import type { DeviceLegOf } from '#adapters/twilio/webhooks.ts';
import { backToHold, conversationOpened, hasEntered, personEntered } from '#core/call/conversation.ts';
import { winnerOf } from '#core/call/dismiss.ts';
import { companyLegEnded, performOnLeg } from '#core/call/leg.ts';
import { isLegOver } from '#core/call/leg-end.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord, Reach } from '#core/contracts/call-record.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { CarrierUnavailable, LegBusy, LegEnded } from '#core/errors.ts';
import { roomName } from '#core/people/room.ts';
import { deviceSentences } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { type DeviceReply, goodbye } from './device-keys.ts';
import type { ConferenceForm } from './webhook-form.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log'>;

/** The person left the room by the star key, or the room closed because the company left it. */
export async function deviceLeft(ports: Ports, { callId, round }: DeviceLegOf): Promise<DeviceReply> {
  const call = await ports.calls.get(callId);
  if (!call?.companyCallSid || call.state === 'finished' || call.legEndedAt !== null)
    return goodbye(deviceSentences.ended);
  if (call.waiting?.state !== 'Bridge' || call.reach?.round !== round) return whatNow(call);
  return (await isLegOver(ports.telephony, call.companyCallSid)) ? goodbye(deviceSentences.ended) : { kind: 'rearm' };
}

/**
 * The short menu behind the star key: 1 holds again, 2 goes back to the agent, 3 ends the call. Whoever presses nothing keeps the place in
 * the queue: we hold again, and a human who is still there is found at once.
 */
export async function deviceRearm(ports: Ports, { callId, round }: DeviceLegOf, digits: string): Promise<DeviceReply> {
  const call = await ports.calls.get(callId);
  if (!call) return goodbye(deviceSentences.ended);
  if (call.waiting?.state !== 'Bridge' || call.reach?.round !== round) return whatNow(call);
  switch (digits) {
    case '':
    case '1':
      await backToHold(ports, call);
      return goodbye(deviceSentences.holdsAgain);
    case '2':
      return rejoin(ports, call, roomName(callId, round));
    case '3':
      await tell(ports, callId, call.waiting, { kind: 'user_hung_up' });
      return goodbye(deviceSentences.ended);
    default:
      return { kind: 'rearm' };
  }
}

/** Both meet in the room again. Told twice it does no harm: the person is not in it before the answer to this request. */
async function rejoin(ports: Ports, call: CallRecord, room: string): Promise<DeviceReply> {
  try {
    await performOnLeg(ports, call, { kind: 'join', room });
    return { kind: 'join', room };
  } catch (error) {
    if (error instanceof LegBusy || error instanceof CarrierUnavailable) return { kind: 'rearm' };
    if (!(error instanceof LegEnded)) throw error;
    await companyLegEnded(ports, call.callId, call.companyCallSid);
    return goodbye(deviceSentences.companyGone);
  }
}

const whatNow = ({ state }: CallRecord): DeviceReply =>
  goodbye(state === 'holding' ? deviceSentences.holdsAgain : deviceSentences.ended);

/**
 * Somebody entered, or the room closed. Who left it is told by the callbacks of the legs; should those be lost, the carrier is asked here.
 */
export async function roomStatus(ports: Ports, callId: CallId, form: ConferenceForm): Promise<void> {
  const { calls } = ports;
  const call = await calls.get(callId);
  if (!call?.reach || !call.companyCallSid) return;
  if (form.StatusCallbackEvent === 'participant-join') return entered(ports, call, call.reach, form);
  if (call.waiting?.state !== 'Bridge') return;
  if (form.StatusCallbackEvent !== 'conference-end') return;
  const winner = winnerOf(call);
  if (winner?.callSid && (await isLegOver(ports.telephony, winner.callSid))) {
    await calls.setDeviceLeg(callId, call.reach.round, winner.deviceId, { state: 'lost' }, [winner.state]);
    await tell(ports, callId, call.waiting, { kind: 'user_hung_up' });
  } else if (await isLegOver(ports.telephony, call.companyCallSid)) {
    await companyLegEnded(ports, callId, call.companyCallSid);
  }
}

/** The person comes first, often before Bridge has begun; the company is led in behind, and then they talk. */
async function entered(ports: Ports, call: CallRecord, { round }: Reach, form: ConferenceForm): Promise<void> {
  const winner = winnerOf(call);
  if (!winner || form.FriendlyName !== roomName(call.callId, round)) return;
  if (form.CallSid === winner.callSid) return personEntered(ports, call, round, winner.deviceId);
  const isCompany = form.CallSid === call.companyCallSid && call.waiting?.state === 'Bridge';
  if (isCompany && (await hasEntered(ports, call.callId, round)))
    await conversationOpened(ports, call, round, winner.deviceId);
}
