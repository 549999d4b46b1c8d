import { performOnLeg } from '#core/call/leg.ts';
import { observed } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Happening } from '#core/contracts/events.ts';
import type { CallId } from '#core/contracts/ids.ts';
import type { Observation, Told } from '#core/contracts/observation.ts';
import { CarrierUnavailable, LegEnded } from '#core/errors.ts';
import type { MediaMs } from '#core/media/media-clock.ts';
import type { LegScript } from '#core/ports/telephony.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { loadCall, mediaTimeOf } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log'>;

/** Half a second of silence first: the menu stops speaking before it can hear a key. */
const LEAD_IN = 'w';

/** Presses what was decided. */
export async function press(ports: Ports, { callId }: { callId: CallId }): Promise<Told> {
  const call = await loadCall(ports.calls, callId);
  if (call.action?.next !== 'press') throw new Error('Press without a decision to press');
  const { digits, reason } = call.action;
  const pressed: Happening = {
    kind: 'keys.pressed',
    keys: digits.length <= 2 ? digits : null,
    count: digits.length,
    reason,
  };
  return act(ports, call, { kind: 'press', digits: `${LEAD_IN}${digits}` }, pressed, (atMs) => ({
    kind: 'pressed',
    atMs,
  }));
}

/** Says what was decided. */
export async function say(ports: Ports, { callId }: { callId: CallId }): Promise<Told> {
  const call = await loadCall(ports.calls, callId);
  if (call.action?.next !== 'say') throw new Error('Say without a decision to speak');
  const { text, reason } = call.action;
  return act(ports, call, { kind: 'say', text }, { kind: 'phrase.said', text, reason }, (atMs) => ({
    kind: 'said',
    atMs,
  }));
}

/**
 * An update whose effect is unknown is not repeated: a key pressed twice lands in the next menu. What the line says next shows whether it
 * was received, and deciding takes it from there.
 */
async function act(
  ports: Ports,
  call: CallRecord,
  script: LegScript,
  happened: Happening,
  observation: (atMs: MediaMs) => Observation,
): Promise<Told> {
  const { calls, clock, log } = ports;
  let learned: Observation;
  try {
    learned = observation(await performOnLeg(ports, call, script));
    await calls.append(call.callId, {
      at: Math.round(clock.now()),
      mediaMs: mediaTimeOf(call, clock.now()),
      what: happened,
    });
  } catch (error) {
    if (error instanceof LegEnded) learned = { kind: 'company_hung_up' };
    else if (error instanceof CarrierUnavailable) {
      log.warn('it is not known whether the line was updated', { callId: call.callId, script: script.kind });
      learned = observation(mediaTimeOf(call, clock.now()));
    } else throw error;
  }
  return { kind: learned.kind, observationId: await observed(ports, call.callId, learned, `r${call.revision}`) };
}
