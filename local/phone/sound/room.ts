import { FRAME_BYTES, SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';
import { amplitude, white } from './channel.ts';
import type { Clip } from './clip.ts';
import { between, seeded } from './seeded.ts';

/** The room around a person on a handset: a dull noise that breathes, and a voice that comes nearer and goes away. */
export interface Room {
  /** The next 20 ms with the room in it. */
  around(frame: Float32Array | null): Float32Array;
}

export function room(seed: number): Room {
  const random = seeded(seed);
  const bedLevel = amplitude(between(random, -52, -44));
  const swaySpeed = between(random, 0.2, 0.5);
  const swayPhase = between(random, 0, 2 * Math.PI);
  let dull = 0;
  let frames = 0;
  return {
    around: (frame) => {
      const seconds = (frames++ * FRAME_BYTES) / SAMPLE_RATE_HZ;
      const near = amplitude(1.8 * Math.sin(2 * Math.PI * swaySpeed * seconds + swayPhase));
      const breath = 1 + 0.3 * Math.sin(2 * Math.PI * 0.13 * seconds);
      const bed = 2.6 * bedLevel * breath;
      const heard = new Float32Array(FRAME_BYTES);
      for (let i = 0; i < FRAME_BYTES; i++) {
        dull += 0.25 * (white(random) - dull);
        heard[i] = (frame === null ? 0 : (frame[i] ?? 0)) * near + dull * bed;
      }
      return heard;
    },
  };
}

/** The click of a handset that is picked up. */
export function pickUpClick(seed: number): Clip {
  const random = seeded(seed);
  const samples = new Float32Array(480);
  for (const at of [0, 290]) {
    for (let i = 0; i < 150; i++) samples[at + i] = white(random) * 0.16 * Math.exp(-i / 28);
  }
  return { samples, words: [] };
}
