import { describe, expect, test } from 'vitest';
import { durationMs } from '#local/phone/sound/clip.ts';
import { tone } from '#local/phone/sound/tones.ts';
import { powerAt } from './power.ts';

describe('signals sound at their exact frequencies', () => {
  test.each([
    ['ringback', 0, 2000, [440, 480], 6000],
    ['busy', 0, 500, [480, 620], 1000],
    ['reorder', 0, 250, [480, 620], 500],
    ['sit', 0, 380, [985.2], 1436],
    ['sit', 380, 656, [1428.5], 1436],
    ['sit', 656, 1036, [1776.7], 1436],
    ['fax-calling', 0, 500, [1100], 3500],
    ['fax-answer', 200, 3500, [2100], 3575],
    ['beep', 0, 400, [1000], 400],
  ] as const)('%s from %i to %i ms: %j Hz', (name, fromMs, toMs, hz, roundMs) => {
    const clip = tone(name);
    expect(durationMs(clip)).toBe(roundMs);
    const part = clip.samples.subarray(fromMs * 8, toMs * 8);
    const total = part.reduce((sum, sample) => sum + sample * sample, 0) / part.length;
    const inTune = hz.reduce((sum, f) => sum + powerAt(part, f), 0);
    expect(inTune / total).toBeGreaterThan(0.95);
    expect(powerAt(part, 300) / total).toBeLessThan(0.01);
  });

  test('the pauses are silent', () => {
    expect(
      tone('ringback')
        .samples.subarray(16_000)
        .every((sample) => sample === 0),
    ).toBe(true);
  });
});
