import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId, CallSid } from '#core/contracts/ids.ts';
import { LegBusy, LegEnded } from '#core/errors.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import type { LegScript, Telephony } from '#core/ports/telephony.ts';
import { isEnding } from './after-the-end.ts';
import type { LegEnd } from './leg-end.ts';
import { type TellPorts, tell } from './tell.ts';

export interface LegPorts extends TellPorts {
  readonly telephony: Telephony;
}

/** From the update of a leg to its first sound; measured on live lines as 200 to 400 ms. */
export const UPDATE_MS = 400;
const TONE_AND_GAP_MS = 300;
const PAUSE_MS = 500;
/** Twilio's voices speak about 14 characters a second. */
export const MS_A_CHARACTER = 1000 / 14;

/** How long a script sounds until another update may replace it. */
export function soundsForMs(script: LegScript): number {
  switch (script.kind) {
    case 'press':
      return UPDATE_MS + [...script.digits].reduce((sum, key) => sum + (key === 'w' ? PAUSE_MS : TONE_AND_GAP_MS), 0);
    case 'say':
    case 'farewell':
      return UPDATE_MS + script.text.length * MS_A_CHARACTER;
    default:
      return 0;
  }
}

/** A carrier that plays digits quickly, and a voice that speaks quickly. */
const QUICK_TONE_AND_GAP_MS = 150;
const QUICK_MS_A_CHARACTER = 1000 / 20;

/**
 * When the company may begin to react at the earliest. What is heard before still belongs to its last prompt; later would cut off the
 * first word of the next one, and with the first word of "Press one, sales" lost every key of a menu is another.
 */
export function reactionFromMs(script: LegScript): number {
  switch (script.kind) {
    case 'press':
      return [...script.digits].reduce((sum, key) => sum + (key === 'w' ? PAUSE_MS : QUICK_TONE_AND_GAP_MS), 0);
    case 'say':
    case 'farewell':
      return script.text.length * QUICK_MS_A_CHARACTER;
    default:
      return 0;
  }
}

/**
 * Replaces what the company's leg plays. Updates of one leg never race: each claims the leg for as long as its digits or sentence sound.
 * @param beforeSending runs when the leg is claimed; nothing is sent when it says false or throws: a store that is slow may let two runs claim the leg
 * one after the other for the same update
 * @returns the media time from which the company may react to it
 * @throws {LegBusy} try again shortly @throws {LegEnded} @throws {CarrierUnavailable}
 */
export async function performOnLeg(
  ports: LegPorts,
  call: CallRecord,
  script: LegScript,
  beforeSending: () => Promise<boolean> = async () => true,
): Promise<MediaMs> {
  if (!call.companyCallSid) throw new LegEnded('the call has no company leg');
  const now = ports.clock.now();
  const untilMs = now + soundsForMs(script);
  if (!(await ports.calls.claimLeg(call.callId, call.revision, Math.round(now), Math.round(untilMs)))) {
    const latest = await ports.calls.get(call.callId);
    if (!latest || isEnding(latest)) throw new LegEnded('the end of the call has begun');
    throw new LegBusy('another update of the leg came first, or its digits still sound');
  }
  const isOurs = await beforeSending();
  try {
    if (isOurs) await ports.telephony.perform(call.callId, call.companyCallSid, script);
  } finally {
    if (isOurs) await soundsFromNow(ports, call, script, now);
  }
  return mediaMs(Math.max(0, Math.round(now + reactionFromMs(script) - (call.streamStartedAt ?? now))));
}

/**
 * A carrier that took its time has begun to play only now: the claim counts anew, unless another update has come after it. What was sent is sent, so a
 * store that fails changes nothing.
 */
async function soundsFromNow({ calls, clock }: LegPorts, call: CallRecord, script: LegScript, claimedAt: number) {
  const now = clock.now();
  if (soundsForMs(script) === 0 || now <= claimedAt) return;
  const claimed = call.revision + 1;
  await calls.prolongLeg(call.callId, claimed, Math.round(now + soundsForMs(script))).catch(() => false);
}

/**
 * The company's leg is over. Whoever waits is told; a step that begins to wait later finds it in the record. Safe to repeat; a leg that is
 * not the one of this attempt changes nothing.
 * @param callSid null: the attempt never got a leg
 */
export async function companyLegEnded(
  ports: TellPorts,
  callId: CallId,
  callSid: CallSid | null,
  observation: LegEnd = { kind: 'company_hung_up' },
): Promise<void> {
  const before = await ports.calls.get(callId);
  if (!before || before.companyCallSid !== callSid) return;
  const { attempt } = before;
  const legEndedAt = Math.round(ports.clock.now());
  if (before.legEndedAt === null) await ports.calls.patch(callId, { legEndedAt }, attempt);
  const call = await ports.calls.get(callId);
  // The next attempt may have been claimed meanwhile.
  if (call?.waiting && call.attempt === attempt) await tell(ports, callId, call.waiting, observation);
}
