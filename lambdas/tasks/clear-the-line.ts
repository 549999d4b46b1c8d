import { dismissLegs } from '#core/call/dismiss.ts';
import { soundsForMs } from '#core/call/leg.ts';
import { findLostLeg, SETTLES_MS } from '#core/call/lost-leg.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { CallId, CallSid } from '#core/contracts/ids.ts';
import type { Outcome } from '#core/contracts/outcome.ts';
import { CarrierUnavailable, LegEnded } from '#core/errors.ts';
import { deviceSentences, farewellCanceled, farewellUnreachable } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { loadCall } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'owners' | 'telephony' | 'clock' | 'log'>;

/** A voice may take longer for a sentence than we count. */
const SPEAKS_SLOWLY_MS = 3_000;

/**
 * Ends every leg that may be up. An agent and a person who wait are told why.
 * @returns false when the carrier was out of reach for at least one leg
 */
export async function clearTheLine(
  ports: Ports,
  call: CallRecord,
  log: readonly CallEvent[],
  outcome: Outcome,
): Promise<boolean> {
  const cleared = await Promise.all([
    clearCompany(ports, call, log, outcome),
    dismissLegs(ports, call.callId, call.reach?.legs ?? [], toDevice(outcome)),
  ]);
  return !cleared.includes(false);
}

async function clearCompany(
  ports: Ports,
  before: CallRecord,
  log: readonly CallEvent[],
  outcome: Outcome,
): Promise<boolean> {
  const { telephony } = ports;
  const { callId } = before;
  try {
    const call = await withLostLeg(ports, before);
    if (!call.companyCallSid) return !isInHand(ports, call);
    // The record may say wrongly that the leg has ended. To hang up once more costs one request; a line left up costs hours.
    const text = call.legEndedAt === null ? await farewell(ports, call, log, outcome) : null;
    if (text) await sayFarewell(ports, callId, call.companyCallSid, text);
    await telephony.hangUp(call.companyCallSid);
    return true;
  } catch (error) {
    if (error instanceof LegEnded) return true;
    if (!(error instanceof CarrierUnavailable)) throw error;
    ports.log.error('the line to the company may still be up', { callId });
    return false;
  }
}

/** The leg ends by itself behind the sentence; waited for, so that no leg outlives its execution. */
async function sayFarewell({ telephony, clock }: Ports, callId: CallId, callSid: CallSid, text: string): Promise<void> {
  const script = { kind: 'farewell', text } as const;
  await telephony.perform(callId, callSid, script);
  await clock.sleep(soundsForMs(script) + SPEAKS_SLOWLY_MS);
}

/** The step that dialled failed before it knew its leg. Callbacks that come later for such a leg end it too. */
async function withLostLeg(ports: Ports, call: CallRecord): Promise<CallRecord> {
  const isLost = isDialled(call) && !isInHand(ports, call);
  return isLost && (await findLostLeg(ports, call)) === 'tied' ? loadCall(ports.calls, call.callId) : call;
}

/** Somebody may be about to dial, or wait for the carrier's answer: there may be a leg that nobody knows yet. */
const isInHand = ({ clock }: Ports, call: CallRecord): boolean =>
  isDialled(call) && clock.now() - (call.dialClaimedAt ?? 0) < SETTLES_MS;

const isDialled = ({ companyCallSid, legEndedAt, dialClaimedAt }: CallRecord): boolean =>
  companyCallSid === null && legEndedAt === null && dialClaimedAt !== null;

/** Only an agent who was kept waiting is owed a sentence. */
async function farewell(
  ports: Ports,
  call: CallRecord,
  log: readonly CallEvent[],
  outcome: Outcome,
): Promise<string | null> {
  const last = log.findLast(({ what }) => what.kind === 'keeper.spoke' || what.kind === 'bridge.opened');
  const isWaiting = (call.state === 'reaching' || call.state === 'bridged') && last?.what.kind === 'keeper.spoke';
  if (!isWaiting) return null;
  const name = (await ports.owners.get(call.ownerId))?.name ?? 'the customer';
  return outcome === 'user_canceled' ? farewellCanceled(name) : farewellUnreachable(name);
}

function toDevice(outcome: Outcome): string {
  if (outcome === 'company_hung_up') return deviceSentences.companyGone;
  return outcome === 'user_canceled' ? deviceSentences.canceled : deviceSentences.ended;
}
