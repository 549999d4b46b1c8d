import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEars } from '#core/ears/create-ears.ts';
import type { EarEvent } from '#core/ears/ears.ts';
import { createFramer } from '#core/media/framer.ts';
import { encodeMuLaw } from '#core/media/mu-law.ts';
import { openVoices, RECORDED_VOICES, type Voice } from '#tests/bench/ears/generator/voices.ts';
import { noise, silence, tone } from '#tests/core/ears/sounds.ts';

const speak = await openVoices();
const voice: Voice = RECORDED_VOICES[0] ?? { name: 'en-us', pitch: 50, wordsAMinute: 150 };
const words = [...speak('All of our agents are currently busy. Please hold.', voice)].map((sample) => sample * 15_000);

const audio = encodeMuLaw([
  ...silence(0.3),
  ...tone([440, 480], 1),
  ...noise(0.5, 300),
  ...silence(0.4),
  ...tone([261, 392, 523], 1.2),
  ...silence(0.5),
  ...words,
  ...silence(2),
  ...words,
  ...silence(0.5),
]);

function hear(cuts: readonly number[]): EarEvent[] {
  const ears = createEars();
  const framer = createFramer();
  const events: EarEvent[] = [];
  const edges = [0, ...cuts, audio.length];
  for (const [index, edge] of edges.slice(1).entries()) {
    framer.push(audio.subarray(edges[index], edge), (frame, atMs) => events.push(...ears.hear(frame, atMs)));
  }
  return events;
}

it('the same audio cut into other pieces gives the same events', () => {
  const whole = hear([]);
  expect(whole.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['segment-closed', 'heard-before']));
  const cuts = fc
    .array(fc.integer({ min: 0, max: audio.length }), { maxLength: 60 })
    .map((places) => places.sort((a, b) => a - b));
  fc.assert(
    fc.property(cuts, (places) => {
      expect(hear(places)).toEqual(whole);
    }),
    { numRuns: 12 },
  );
});
