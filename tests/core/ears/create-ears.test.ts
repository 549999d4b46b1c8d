import { describe, expect, it } from 'vitest';
import { createEars } from '#core/ears/create-ears.ts';
import type { EarEvent } from '#core/ears/ears.ts';
import { createFramer } from '#core/media/framer.ts';
import { encodeMuLaw } from '#core/media/mu-law.ts';

const tones = (hz: readonly number[], seconds: number): number[] =>
  Array.from({ length: seconds * 8000 }, (_, n) =>
    hz.reduce((sum, f) => sum + 5000 * Math.sin((2 * Math.PI * f * n) / 8000), 0),
  );
const silence = (seconds: number): number[] => new Array<number>(seconds * 8000).fill(0);

function hear(samples: readonly number[]): EarEvent[] {
  const ears = createEars();
  const events: EarEvent[] = [];
  createFramer().push(encodeMuLaw(samples), (frame, atMs) => events.push(...ears.hear(frame, atMs)));
  return events;
}

const soundsIn = (events: readonly EarEvent[]): string[] =>
  events.flatMap((e) => (e.kind === 'segment-opened' ? [e.segment.tone ?? e.segment.sound] : []));

describe('ears', () => {
  it('hear a US ringback as ringback, on for 2 s and off for 4 s', () => {
    expect(
      soundsIn(hear([...silence(1), ...tones([440, 480], 2), ...silence(4), ...tones([440, 480], 2), ...silence(1)])),
    ).toEqual(['silence', 'ringback', 'silence', 'ringback', 'silence']);
  });
  it('tell at any moment what the line sounds like, how loud and how surely', () => {
    const ears = createEars();
    const seen: { sound: string; levelDb: number; confidence: number; mayBeSpeech: boolean }[] = [];
    createFramer().push(encodeMuLaw([...silence(1), ...tones([440, 480], 2)]), (frame, atMs) => {
      ears.hear(frame, atMs);
      const { sound, levelDb, confidence = Number.NaN, mayBeSpeech } = ears.now;
      if (atMs === 900 || atMs === 2900)
        seen.push({ sound, levelDb: 5 * Math.round(levelDb / 5), confidence, mayBeSpeech });
    });
    expect(seen).toEqual([
      { sound: 'silence', levelDb: -90, confidence: 1, mayBeSpeech: false },
      { sound: 'ringback', levelDb: -15, confidence: 1, mayBeSpeech: false },
    ]);
  });
  it('are less sure of noise that lies between voice and music', () => {
    const ears = createEars();
    let state = 7;
    const hiss = Array.from({ length: 16_000 }, (_, n) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state / 2 ** 31 - 1) * 3000 * (0.5 + 0.5 * Math.sin((2 * Math.PI * 3 * n) / 8000));
    });
    const sure: number[] = [];
    createFramer().push(encodeMuLaw([...silence(1), ...hiss]), (frame, atMs) => {
      ears.hear(frame, atMs);
      if (atMs > 1500) sure.push(ears.now.confidence ?? Number.NaN);
    });
    expect(Math.min(...sure)).toBeLessThan(0.9);
    expect(Math.min(...sure)).toBeGreaterThan(0.3);
  });
});
