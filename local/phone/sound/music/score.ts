import { SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';

/** Frequency of a MIDI note (69 = A4 = 440 Hz). */
export function noteHz(note: number): number {
  return 440 * 2 ** ((note - 69) / 12);
}

/** A stretch of music that loops: what sounds past its end is heard at its beginning. */
export interface Score {
  readonly samples: Float32Array;
  /** Adds a sound from `atSeconds`; `wave` gives the sample at a time since its onset. */
  add(atSeconds: number, seconds: number, wave: (seconds: number) => number): void;
}

export function score(seconds: number): Score {
  const samples = new Float32Array(Math.round(seconds * SAMPLE_RATE_HZ));
  return {
    samples,
    add: (atSeconds, length, wave) => {
      const from = Math.round(atSeconds * SAMPLE_RATE_HZ);
      const count = Math.round(length * SAMPLE_RATE_HZ);
      for (let i = 0; i < count; i++) {
        const at = (from + i) % samples.length;
        samples[at] = (samples[at] ?? 0) + wave(i / SAMPLE_RATE_HZ);
      }
    },
  };
}

/** The sum of harmonics with the given strengths, below 3.4 kHz. */
export function harmonics(hz: number, strengths: readonly number[]): (seconds: number) => number {
  const parts = strengths.map((level, i) => ({ level, w: 2 * Math.PI * hz * (i + 1) })).filter(({ w }) => w < 21_363);
  return (t) => {
    let sum = 0;
    for (const { level, w } of parts) sum += level * Math.sin(w * t);
    return sum;
  };
}

/** Chords as semitones above their root. */
export const MAJOR = [0, 4, 7];
export const MINOR = [0, 3, 7];
export const MAJOR_SEVENTH = [0, 4, 7, 11];
export const MINOR_SEVENTH = [0, 3, 7, 10];
export const DOMINANT = [0, 4, 7, 10];

export function pick<T>(random: () => number, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}
