import type { CallId } from '#core/contracts/ids.ts';
import { CarrierUnavailable, LegEnded, StoreUnavailable } from '#core/errors.ts';
import { isEnding } from './after-the-end.ts';
import { companyLegEnded, type LegPorts } from './leg.ts';

/** The epoch is spent by the first try, so the same one is asked for again: two streams of one epoch are fenced by the worker's own attach. */
const TRY_AGAIN_AFTER_MS = [500, 1_000, 2_000] as const;

export type Reattached = 'attached' | 'not_needed' | 'leg_ended';

/**
 * Nobody hears the company under `epoch` any more: asks the carrier for a new stream, which any worker may take. The call's TwiML stays
 * as it is. Only the first who notices acts; later ones find a newer epoch.
 * @throws {CarrierUnavailable} the new stream may or may not come; the epoch is spent, so ask again with the present one
 */
export async function reattach(ports: LegPorts, callId: CallId, epoch: number): Promise<Reattached> {
  const call = await ports.calls.get(callId);
  if (!call?.companyCallSid || isEnding(call) || call.legEndedAt !== null) return 'not_needed';
  if (call.action?.next === 'finish') return 'not_needed';
  const raised = await raisedEpoch(ports, callId, epoch);
  if (raised === null) return 'not_needed';
  for (let tries = 0; ; tries++) {
    try {
      await ports.telephony.attachStream(call.companyCallSid, { callId, epoch: raised, track: 'inbound' });
      return 'attached';
    } catch (error) {
      if (error instanceof LegEnded) {
        await companyLegEnded(ports, callId, call.companyCallSid);
        return 'leg_ended';
      }
      const waitMs = TRY_AGAIN_AFTER_MS[tries];
      if (!(error instanceof CarrierUnavailable) || waitMs === undefined) throw error;
      await ports.clock.sleep(waitMs);
    }
  }
}

/** When it is looked whether a stream that was asked for has come: most are there after a tenth of a second. */
const COMES_WITHIN_MS = [300, 500, 800] as const;
const MOST_STREAMS = 4;

/** The same, and sees that the stream comes. For those who can wait a few seconds. */
export async function reattachUntilHeard(ports: LegPorts, callId: CallId, epoch: number): Promise<Reattached> {
  const result = await reattach(ports, callId, epoch);
  if (result === 'attached') await seeThatItComes(ports, callId, epoch + 1);
  return result;
}

/**
 * A stream was asked for under this epoch: its handshake may fail and the callback that tells so be lost, and then nobody would hear the line
 * until the reaper looks. Another one is asked for until one comes.
 */
export async function seeThatItComes(ports: LegPorts, callId: CallId, epoch: number): Promise<void> {
  for (let asked = 1; asked < MOST_STREAMS; asked += 1) {
    const present = epoch + asked - 1;
    if (await isCared(ports, callId, present)) return;
    if ((await reattach(ports, callId, present)) !== 'attached') return;
  }
}

/** Whether a worker hears under this epoch, or somebody has begun another one. */
async function isCared({ calls, clock }: LegPorts, callId: CallId, epoch: number): Promise<boolean> {
  for (const waitMs of COMES_WITHIN_MS) {
    await clock.sleep(waitMs);
    try {
      const call = await calls.get(callId);
      if (call?.epoch !== epoch || call.legEndedAt !== null || isEnding(call)) return true;
      const heard = (await calls.events(callId)).some(
        ({ what }) => what.kind === 'stream.attached' && what.track === 'inbound' && what.epoch === epoch,
      );
      if (heard) return true;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
  return false;
}

/**
 * The store may have raised it and not said so. Then nobody else asks for a stream, so we do: two of one epoch do no harm.
 * @returns null: somebody else noticed first
 */
async function raisedEpoch({ calls, clock }: LegPorts, callId: CallId, epoch: number): Promise<number | null> {
  try {
    return await calls.raiseEpoch(callId, epoch);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    await clock.sleep(TRY_AGAIN_AFTER_MS[0]);
    const now = (await calls.get(callId))?.epoch;
    return now === epoch + 1 ? now : calls.raiseEpoch(callId, epoch);
  }
}
