import { expect, it } from 'vitest';
import type { CallEvent } from '#core/contracts/events.ts';
import { CallId, DeviceId, EventId } from '#core/contracts/ids.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { humanToRinging } from '#lambdas/events/measure.ts';

const callId = CallId.parse(`call_${'0'.repeat(26)}`);
const event = (at: number, what: CallEvent['what']): CallEvent => ({
  callId,
  eventId: EventId.parse(`${what.kind}-${at}`),
  at,
  mediaMs: null,
  what,
});
/** Heard at `at`, 600 ms after the voice began. */
const human = (at: number) =>
  event(at, {
    kind: 'step.observed',
    observation: {
      kind: 'human',
      atMs: mediaMs(60_600),
      sinceMs: mediaMs(60_000),
      certainty: 'confirmed',
      logOdds: 4,
      evidence: [],
    },
  });
const ringing = (at: number) => event(at, { kind: 'device.ringing', deviceId: DeviceId.parse('mobile'), round: 1 });

it.each<[string, CallEvent[], number | null]>([
  ['from the onset of the voice to the first ring', [human(1_000)], 1_000],
  ['the second ring of a round says nothing', [human(1_000), ringing(1_100)], null],
  ['a second human of a call is measured by itself', [human(100), ringing(200), human(1_200)], 800],
  ['a ring without a human says nothing', [], null],
])('%s', (_, before, expected) => {
  const ring = ringing(1_400);
  expect(humanToRinging([...before, ring], ring)).toBe(expected);
});
