import { expect, it } from 'vitest';
import { createEars } from '#core/ears/create-ears.ts';
import type { Before } from '#core/ears/judge/turn.ts';
import { createFramer } from '#core/media/framer.ts';
import { encodeMuLaw } from '#core/media/mu-law.ts';
import { LIVE_VOICES, openVoices } from '#tests/bench/ears/generator/voices.ts';
import { silence, tone } from '#tests/core/ears/sounds.ts';

const burst = [...tone([440], 0.2), ...silence(0.2)];

it.each<[string, number[], Before]>([
  ['one tone in a silent hold is a beep, whatever else it may be', burst, 'beep'],
  ['tones that repeat are a signal', [...burst, ...burst, ...burst], 'signal'],
])('%s', async (_, tones, expected) => {
  const speak = await openVoices();
  const [voice] = LIVE_VOICES;
  if (voice === undefined) throw new Error('no voice');
  const said = [...speak('Hello, this is Dana speaking, how can I help?', voice)].map((sample) => sample * 15_000);
  const before: Before[] = [];
  const ears = createEars({ trace: ({ turn }) => turn !== null && before.push(turn.before) });
  createFramer().push(encodeMuLaw([...silence(8), ...tones, ...silence(0.5), ...said]), (frame, atMs) =>
    ears.hear(frame, atMs),
  );
  expect(before[0]).toBe(expected);
});
