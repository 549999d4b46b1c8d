import { isEnding } from '#core/call/after-the-end.ts';
import { hasEntered, personEntered } from '#core/call/conversation.ts';
import { winnerOf } from '#core/call/dismiss.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import { CarrierUnavailable } from '#core/errors.ts';
import { roomName } from '#core/people/room.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { loadCall } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'telephony' | 'clock'>;

/** Longer than a lost answer to the person's key takes to be asked for again (15 s). The keeper says something every 7 s meanwhile. */
const COMES_WITHIN_MS = 20_000;
/** Every tenth of a second counts for an agent who waits; the person is there within one or two. */
const LOOK_EVERY_MS = 100;
/** Needed only where the room's callback is late or lost. */
const ASK_EVERY_MS = 500;

/**
 * Waits until whoever took the call is in the room. The room's callback tells; it may be lost, so the carrier is asked as well, beside the looks: a
 * carrier that is slow to answer delays nothing.
 * @returns `settled`: the step waits no longer, whatever ended that
 * @throws {CarrierUnavailable} within 20 s there was neither a callback nor a last answer of the carrier's
 */
export async function awaitPerson(
  ports: Ports,
  { callId }: CallRecord,
  round: number,
  { token }: Waiting,
): Promise<'there' | 'not there' | 'settled'> {
  const { calls, clock } = ports;
  const untilMs = clock.now() + COMES_WITHIN_MS;
  let askAtMs = clock.now() + ASK_EVERY_MS;
  let doubt: unknown = new CarrierUnavailable('the carrier did not say who is in the room');
  for (;;) {
    if (await hasEntered(ports, callId, round)) return 'there';
    const call = await loadCall(calls, callId);
    if (call.waiting?.token !== token || isEnding(call)) return 'settled';
    if (clock.now() >= untilMs) break;
    if (clock.now() >= askAtMs) {
      askAtMs = Number.POSITIVE_INFINITY;
      void askTheCarrier(ports, call, round)
        .then(
          () => {
            doubt = null;
          },
          (error: unknown) => {
            doubt = error;
          },
        )
        .then(() => {
          askAtMs = clock.now() + ASK_EVERY_MS;
        });
    }
    await clock.sleep(LOOK_EVERY_MS);
  }
  if (doubt !== null) throw doubt;
  return 'not there';
}

/** What it says is written down as the callback would have been. */
async function askTheCarrier(ports: Ports, call: CallRecord, round: number): Promise<void> {
  const winner = winnerOf(call);
  if (!winner?.callSid) return;
  const inside = await ports.telephony.whoIsIn(roomName(call.callId, round));
  if (inside.includes(winner.callSid)) await personEntered(ports, call, round, winner.deviceId);
}
