import type { Situation } from '#core/call/decision.ts';
import { decidedIdOf, journeyOf } from '#core/call/journey.ts';
import type { Action } from '#core/contracts/action.ts';
import { CallEvent, type Happening } from '#core/contracts/events.ts';
import { DeviceId } from '#core/contracts/ids.ts';
import type { Observation } from '#core/contracts/observation.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { aRequest } from '#tests/support/a-request.ts';

export const at = mediaMs(10_000);
export const prompt = (text: string): Observation => ({
  kind: 'prompt',
  atMs: at,
  fromMs: mediaMs(4_000),
  text,
  confidence: 0.9,
});
export const menu =
  'For account balances, press one. For billing and disputes, press two. To speak with a representative, press zero.';

/** A log in which every decision is named after the observation before it, as the Decide step names it. */
export function lived(...happenings: Happening[]) {
  let observation = 'none';
  return journeyOf(
    happenings.map((what, index) => {
      if (what.kind === 'step.observed') observation = `e${index}`;
      const eventId = what.kind === 'step.decided' ? decidedIdOf(observation) : `e${index}`;
      return CallEvent.parse({ eventId, callId: 'call_00000000000000000000000000', at: index, mediaMs: null, what });
    }),
  );
}

export const observed = (observation: Observation): Happening => ({ kind: 'step.observed', observation });
export const decided = (action: Action): Happening => ({ kind: 'step.decided', action, by: 'rules' });

export function situation(
  observation: Observation | null,
  more: Partial<Situation> & { state?: Situation['call']['state'] } = {},
): Situation {
  const { state = 'navigating', ...rest } = more;
  return {
    call: { request: aRequest({ intent: 'dispute a charge' }), attempt: 1, action: null, state, legEndedAt: null },
    journey: lived(...(observation ? [observed(observation)] : [])),
    observation,
    lost: null,
    nowMs: at,
    ...rest,
  };
}

export const halfHeard = { ...prompt(menu), patchy: 'within' } as Observation;

export const pressed = (digits: string) => decided({ next: 'press', digits, reason: '' });
export const held = decided({ next: 'hold', sinceMs: at });
export const opened: Happening = { kind: 'bridge.opened', deviceId: DeviceId.parse('mobile') };
