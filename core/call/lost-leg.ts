import type { CallRecord } from '#core/contracts/call-record.ts';
import type { LegPorts } from './leg.ts';

/** Our clock and the carrier's may differ by this much. */
const CLOCK_SKEW_MS = 5_000;
/** A request to the carrier has its effect within this time (its timeout is 10 s), or never. */
const EFFECT_WITHIN_MS = 10_000;
/** Nobody dials by a claim that is older: from `SETTLES_MS` on its effect is looked for. */
export const DIALS_WITHIN_MS = 9_000;
/** When a leg must have been tied to its call, so that one without a call is one whose dial was lost. */
export const SETTLES_MS = 20_000;

/**
 * Looks among the carrier's calls for the leg of a dial whose answer never came, and ties it to the call. Only legs from the moment of the
 * dial count: later ones to the same number belong to others, who may not have tied theirs yet. Not before `SETTLES_MS` after the claim.
 */
export async function findLostLeg(
  { calls, telephony }: Pick<LegPorts, 'calls' | 'telephony'>,
  call: CallRecord,
): Promise<'tied' | 'none'> {
  if (call.dialClaimedAt === null) return 'none';
  const { number } = call.request;
  const since = await telephony.legsTo(number, call.dialClaimedAt - CLOCK_SKEW_MS);
  const later = await telephony.legsTo(number, call.dialClaimedAt + EFFECT_WITHIN_MS + CLOCK_SKEW_MS);
  const others = new Set(later.map(({ callSid }) => callSid));
  for (const { callSid } of since) {
    if (!others.has(callSid) && (await calls.tieCompanyLeg(call.callId, callSid))) return 'tied';
  }
  return (await calls.get(call.callId))?.companyCallSid ? 'tied' : 'none';
}
