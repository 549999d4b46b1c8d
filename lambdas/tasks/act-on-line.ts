import { entryOf } from '#core/call/enter-fact.ts';
import { aloud, standsForIntent } from '#core/call/intent-in-log.ts';
import { companyLegEnded, performOnLeg, reactionFromMs } from '#core/call/leg.ts';
import { observed } from '#core/call/tell.ts';
import type { Action } from '#core/contracts/action.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Happening } from '#core/contracts/events.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { Observation, Told } from '#core/contracts/observation.ts';
import { CarrierUnavailable, LegEnded } from '#core/errors.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import { dateOrderOf } from '#core/navigation/written-date.ts';
import type { LegScript } from '#core/ports/telephony.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { lastDecision, loadDecided, mediaTimeOf } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log'>;

/** Half a second of silence first: the menu stops speaking before it can hear a key. */
const LEAD_IN = 'w';

/** Presses what was decided, or enters a fact. */
export async function press(ports: Ports & Pick<Services, 'facts'>, { callId }: { callId: CallId }): Promise<Told> {
  const call = await loadDecided(ports.calls, callId);
  if (call.action?.next === 'enter') return enter(ports, call, call.action);
  if (call.action?.next !== 'press') throw new Error('Press without a decision to press');
  const { digits, reason } = call.action;
  return act(ports, call, {
    script: { kind: 'press', digits: `${LEAD_IN}${digits}` },
    happening: { kind: 'keys.pressed', keys: digits.length <= 2 ? digits : null, count: digits.length, reason },
    learned: (atMs) => ({ kind: 'pressed', atMs }),
  });
}

/** The one place where the value of a fact is read to be given. The log gets its length, and when it was spoken its name. */
async function enter(
  ports: Ports & Pick<Services, 'facts'>,
  call: CallRecord,
  action: Extract<Action, { next: 'enter' }>,
): Promise<Told> {
  const { fact, reason } = action;
  const value = (await ports.facts.all(call.callId))[fact];
  const entry = value === undefined ? null : entryOf(action, value, dateOrderOf(call.request.number));
  if (entry === null) {
    ports.log.warn('a fact could not be entered', { callId: call.callId, fact, given: value !== undefined });
    const atMs = mediaTimeOf(call, ports.clock.now());
    const of = lastDecision(await ports.calls.events(call.callId)).eventId;
    return { kind: 'pressed', observationId: await observed(ports, call.callId, { kind: 'pressed', atMs }, of) };
  }
  if ('words' in entry) {
    return act(ports, call, {
      script: { kind: 'say', text: entry.words },
      happening: { kind: 'phrase.said', text: `(your ${fact.replaceAll('_', ' ')})`, reason },
      learned: (atMs) => ({ kind: 'said', atMs }),
    });
  }
  return act(ports, call, {
    script: { kind: 'press', digits: `${LEAD_IN}${entry.keys}` },
    happening: { kind: 'keys.pressed', keys: null, count: entry.count, reason },
    learned: (atMs) => ({ kind: 'pressed', atMs }),
  });
}

/** Says what was decided: where that is the intent, with the numbers that its log leaves out. */
export async function say(ports: Ports, { callId }: { callId: CallId }): Promise<Told> {
  const call = await loadDecided(ports.calls, callId);
  if (call.action?.next !== 'say') throw new Error('Say without a decision to speak');
  const { text, reason } = call.action;
  const { intent } = call.request;
  return act(ports, call, {
    script: { kind: 'say', text: standsForIntent(text, intent) ? aloud(intent) : text },
    happening: { kind: 'phrase.said', text, reason },
    learned: (atMs) => ({ kind: 'said', atMs }),
  });
}

interface Act {
  readonly script: LegScript;
  readonly happening: Happening;
  /** `atMs`: from when on the line may react to it. */
  readonly learned: (atMs: MediaMs) => Observation;
}

/**
 * At most once for each decision: it is written into the log before it is sent, and what is in the log is not sent again, since a key pressed
 * twice lands in the next menu. What the line says next shows whether it was received, and deciding takes it from there. Also when that is learned
 * late, the line is heard from when it was sent: the next menu may have begun meanwhile.
 */
async function act(ports: Ports, call: CallRecord, { script, happening, learned }: Act): Promise<Told> {
  const { calls, clock, log } = ports;
  const { callId } = call;
  const decision = lastDecision(await calls.events(callId)).eventId;
  const eventId = `${decision}-sent` as EventId;
  const nowMs = () => mediaTimeOf(call, clock.now());
  const writeDown = () => calls.append(callId, { eventId, at: clock.now(), mediaMs: nowMs(), what: happening });
  const sentAtMs = async () => (await calls.event(callId, eventId))?.mediaMs ?? null;
  const reactionTo = (sentMs: number) => mediaMs(Math.round(sentMs + reactionFromMs(script)));
  let observation: Observation;
  try {
    const sentMs = await sentAtMs();
    observation = learned(sentMs === null ? await performOnLeg(ports, call, script, writeDown) : reactionTo(sentMs));
  } catch (error) {
    if (error instanceof LegEnded) {
      await companyLegEnded(ports, callId, call.companyCallSid);
      observation = { kind: 'company_hung_up' };
    } else if (error instanceof CarrierUnavailable) {
      log.warn('it is not known whether the line was updated', { callId, script: script.kind });
      observation = learned(reactionTo((await sentAtMs()) ?? nowMs()));
    } else throw error;
  }
  return { kind: observation.kind, observationId: await observed(ports, callId, observation, decision) };
}
