import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createStretches } from '#adapters/deepgram/stretches.ts';
import { mediaMs } from '#core/media/media-clock.ts';

it('every sent frame is found where it was, whatever was left out', () => {
  const frames = fc.array(fc.tuple(fc.nat({ max: 50 }), fc.integer({ min: 1, max: 20 })), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(frames, (script) => {
      const stretches = createStretches();
      const sent: number[] = [];
      let atMs = 0;
      for (const [skipped, count] of script) {
        atMs += skipped * 20;
        for (let i = 0; i < count; i += 1, atMs += 20) {
          stretches.sent(mediaMs(atMs));
          sent.push(atMs);
        }
      }
      for (const [index, at] of sent.entries()) {
        expect(stretches.begin(index * 20)).toBe(at);
        expect(stretches.end((index + 1) * 20)).toBe(at + 20);
      }
    }),
  );
});

it('what is forgotten does not move what is left', () => {
  const stretches = createStretches();
  for (const atMs of [0, 20, 1_000, 1_020, 5_000]) stretches.sent(mediaMs(atMs));
  stretches.forget(60);
  expect([stretches.begin(60), stretches.end(80), stretches.begin(80)]).toEqual([1_020, 1_040, 5_000]);
});
