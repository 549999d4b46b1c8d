import { describe, expect, it } from 'vitest';
import { createSpokenFrames, type SpokenFrames } from '#core/ears/memory/spoken-frames.ts';
import { seeded } from '#tests/core/ears/sounds.ts';

const BANDS = 24;
type Frame = Float32Array;

/** Bands that wander like those of a voice; the same for a seed. */
function speech(frames: number, seed: number): Frame[] {
  const random = seeded(seed);
  const now = new Float32Array(BANDS).fill(-2);
  return Array.from({ length: frames }, () => {
    for (let band = 0; band < BANDS; band++) now[band] = 0.8 * (now[band] ?? 0) + 2.4 * (random() - 0.5) + 0.2 * -2;
    return now.slice();
  });
}

/** Says them from frame `from` on, after quiet. @returns the frame after the last */
function begin(spoken: SpokenFrames, frames: readonly Frame[], from: number): number {
  for (let n = 3; n > 0; n--) spoken.hear(new Float32Array(BANDS).fill(-6), from - n, false);
  return say(spoken, frames, from);
}

/** Says them next. @returns the frame after the last */
function say(spoken: SpokenFrames, frames: readonly Frame[], from: number): number {
  for (const [n, mel] of frames.entries()) spoken.hear(mel, from + n, true);
  return from + frames.length;
}

const announcement = speech(200, 4);
const AGAIN = 1000;

describe('spoken frames', () => {
  it('are the very same when a recording is played again, louder and through another line, a frame off', () => {
    const spoken = createSpokenFrames();
    begin(spoken, announcement, 0);
    const louder = announcement.map((mel) => mel.map((value, band) => value + 1.5 - 0.1 * band));
    begin(spoken, louder.slice(0, 25), AGAIN);
    expect(spoken.likeness(AGAIN, AGAIN)).toBeGreaterThan(2);
    expect(spoken.likeness(AGAIN, AGAIN + 1)).toBeGreaterThan(2);
  });

  it('are not where something else was said, or nothing', () => {
    const spoken = createSpokenFrames();
    begin(spoken, announcement, 0);
    begin(spoken, announcement, 600);
    begin(spoken, speech(25, 5), AGAIN);
    expect(spoken.likeness(AGAIN, AGAIN)).toBe(0);
    expect(spoken.likeness(AGAIN, AGAIN - 300)).toBe(0);
  });

  it('tell less the fewer there are, and nothing of fewer than eight', () => {
    const spoken = createSpokenFrames();
    begin(spoken, announcement, 0);
    const to = begin(spoken, announcement.slice(0, 7), AGAIN);
    expect(spoken.likeness(AGAIN, AGAIN)).toBeNaN();
    say(spoken, announcement.slice(7, 10), to);
    const few = spoken.likeness(AGAIN, AGAIN);
    say(spoken, announcement.slice(10, 25), to + 3);
    expect(few).toBeGreaterThan(0.5);
    expect(spoken.likeness(AGAIN, AGAIN)).toBeGreaterThan(few);
  });

  it('are compared since the voice began only', () => {
    const spoken = createSpokenFrames();
    begin(spoken, announcement, 0);
    const to = begin(spoken, speech(100, 6), AGAIN);
    say(spoken, announcement.slice(100, 120), to);
    expect(spoken.likeness(to, AGAIN)).toBeGreaterThan(1.5);
    expect(spoken.likeness(AGAIN, AGAIN)).toBeLessThan(1.5);
  });

  it('of eight hours ago are forgotten, and nothing else is taken for them', () => {
    const spoken = createSpokenFrames();
    begin(spoken, announcement, 0);
    const later = begin(spoken, speech(20_000, 7), AGAIN);
    begin(spoken, announcement.slice(0, 25), later);
    expect(spoken.likeness(later, later)).toBeNaN();
    const again = later + AGAIN;
    begin(spoken, announcement.slice(0, 25), again);
    expect(spoken.likeness(again, AGAIN)).toBeGreaterThan(1.8);
  });
});
