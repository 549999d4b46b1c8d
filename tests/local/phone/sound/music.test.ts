import { describe, expect, test } from 'vitest';
import { durationMs } from '#local/phone/sound/clip.ts';
import { composed } from '#local/phone/sound/music/composed.ts';
import { jazz } from '#local/phone/sound/music/jazz.ts';
import { piano } from '#local/phone/sound/music/piano.ts';
import { strings } from '#local/phone/sound/music/strings.ts';
import { rms } from './power.ts';

describe.each(Object.entries({ strings, jazz, piano }))('%s', (style, compose) => {
  test('the same seed gives the same piece, another seed another', () => {
    const once = Buffer.from(compose(1).buffer);
    expect(once.equals(Buffer.from(compose(1).buffer))).toBe(true);
    expect(once.equals(Buffer.from(compose(2).buffer))).toBe(false);
  });

  test('is long enough, as loud as hold music, and never clipped', () => {
    const clip = composed(style as 'strings' | 'jazz' | 'piano', 'A company');
    expect(durationMs(clip)).toBeGreaterThan(15_000);
    expect(rms(clip.samples)).toBeGreaterThan(0.07);
    expect(rms(clip.samples)).toBeLessThan(0.11);
    expect(clip.samples.every((sample) => Math.abs(sample) <= 0.9)).toBe(true);
  });

  test('joins its own beginning without a click', () => {
    const { samples } = composed(style as 'strings' | 'jazz' | 'piano', 'A company');
    const steps = samples.map((sample, i) => Math.abs(sample - (samples.at(i - 1) ?? 0)));
    const largest = steps.subarray(1).reduce((most, step) => Math.max(most, step), 0);
    expect(steps[0]).toBeLessThanOrEqual(largest);
  });

  test('goes on all the time: no half second is silent', () => {
    const { samples } = composed(style as 'strings' | 'jazz' | 'piano', 'A company');
    for (let at = 0; at + 4000 <= samples.length; at += 4000) {
      expect(rms(samples.subarray(at, at + 4000)), `at ${at / 8} ms`).toBeGreaterThan(0.004);
    }
  });
});
