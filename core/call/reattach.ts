import type { CallId } from '#core/contracts/ids.ts';
import { CarrierUnavailable, LegEnded, StoreUnavailable } from '#core/errors.ts';
import { companyLegEnded, type LegPorts } from './leg.ts';

/** The epoch is spent by the first try, so the same one is asked for again: two streams of one epoch are fenced by the worker's own attach. */
const TRY_AGAIN_AFTER_MS = [500, 1_000, 2_000] as const;

/**
 * Nobody hears the company under `epoch` any more: asks the carrier for a new stream, which any worker may take. The call's TwiML stays
 * as it is. Only the first who notices acts; later ones find a newer epoch.
 * @throws {CarrierUnavailable} the new stream may or may not come; the epoch is spent, so ask again with the present one
 */
export async function reattach(
  ports: LegPorts,
  callId: CallId,
  epoch: number,
): Promise<'attached' | 'not_needed' | 'leg_ended'> {
  const call = await ports.calls.get(callId);
  if (!call?.companyCallSid || call.state === 'finished' || call.legEndedAt !== null) return 'not_needed';
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
