import { conversationOpened, openedId } from '#core/call/conversation.ts';
import { dismissLegs, winnerOf } from '#core/call/dismiss.ts';
import { companyLegEnded, performOnLeg } from '#core/call/leg.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId, TaskToken } from '#core/contracts/ids.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import { CarrierUnavailable, LegEnded } from '#core/errors.ts';
import { roomName } from '#core/people/room.ts';
import { deviceSentences } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { awaitPerson } from './await-person.ts';
import { enterWaiting, instructWorker } from './begin-waiting.ts';
import { loadCall, mediaTimeOf } from './load-call.ts';

type Reach = NonNullable<CallRecord['reach']>;
type Ports = Pick<Services, 'calls' | 'workflow' | 'workers' | 'telephony' | 'clock' | 'log'>;

/** The person accepted and comes into the room: then one update brings the company in. Then a second stream hears what the person says. */
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
  const others = dismissOthers(ports, call);
  if (!call.reach || !winnerOf(call)) {
    await Promise.all([others, tell(ports, callId, waiting, { kind: 'user_hung_up' })]);
    return;
  }
  await Promise.all([others, instructWorker(ports, call, waiting), connect(ports, call, call.reach, waiting)]);
}

/** One phone took the call: the others stop ringing, or are told. */
async function dismissOthers(ports: Ports, { callId, reach }: CallRecord): Promise<void> {
  if (!reach?.winner) return;
  const others = reach.legs.filter(({ deviceId }) => deviceId !== reach.winner);
  await dismissLegs(ports, callId, others, deviceSentences.tooLate);
}

/** The callback of a room comes within this time of somebody's entering it. */
const ROOM_TELLS_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 500;

/**
 * The company is led in once the person is there: until then the agent hears the keeper, and in an empty room nothing. A second update would pull the
 * company out of the room and end it, so those who are connected already are left alone.
 */
async function connect(ports: Ports, call: CallRecord, { round, winner }: Reach, waiting: Waiting): Promise<void> {
  const { callId } = call;
  if (winner === null || (await ports.calls.event(callId, openedId(round))) !== null) return;
  const person = await awaitPerson(ports, call, round, waiting);
  if (person === 'not there') await tell(ports, callId, waiting, { kind: 'user_hung_up' });
  if (person !== 'there') return;
  try {
    await performOnLeg(ports, call, { kind: 'join', room: roomName(callId, round) });
  } catch (error) {
    if (error instanceof LegEnded) {
      await companyLegEnded(ports, callId, call.companyCallSid);
      return;
    }
    if (!(error instanceof CarrierUnavailable) || !(await isInTheRoom(ports, call, round))) throw error;
  }
  const now = await loadCall(ports.calls, callId);
  if (!winnerOf(now)) return;
  await conversationOpened(ports, now, round, winner);
  await hearThePerson(ports, now);
}

/** The carrier did not say whether the company was sent into the room: the room's callback does, or the carrier when asked for who is in it. */
async function isInTheRoom(ports: Ports, { callId, companyCallSid }: CallRecord, round: number): Promise<boolean> {
  const { calls, clock, telephony } = ports;
  for (const untilMs = clock.now() + ROOM_TELLS_WITHIN_MS; clock.now() < untilMs; await clock.sleep(LOOK_EVERY_MS)) {
    if ((await calls.event(callId, openedId(round))) !== null) return true;
  }
  return (await telephony.whoIsIn(roomName(callId, round))).some((callSid) => callSid === companyCallSid);
}

/** The conversation matters more than its recording: without the second stream it goes on. */
async function hearThePerson(ports: Ports, { callId, companyCallSid, epoch }: CallRecord): Promise<void> {
  if (!companyCallSid) return;
  try {
    await ports.telephony.attachStream(companyCallSid, { callId, epoch, track: 'outbound' });
  } catch (error) {
    ports.log.warn('the person is not recorded', { callId, error: error instanceof Error ? error.name : 'unknown' });
  }
}
