import type { Clip } from '../clip.ts';
import { seedOf } from '../seeded.ts';
import { jazz } from './jazz.ts';
import { piano } from './piano.ts';
import { strings } from './strings.ts';

export type MusicStyle = 'strings' | 'jazz' | 'piano';

const STYLES: Readonly<Record<MusicStyle, (seed: number) => Float32Array>> = { strings, jazz, piano };
const composedBefore = new Map<string, Clip>();

/** Hold music of a style, about half a minute that joins its own beginning. The same name gives the same piece. */
export function composed(style: MusicStyle, name: string): Clip {
  const key = `${style} ${name}`;
  const clip = composedBefore.get(key) ?? { samples: levelled(STYLES[style](seedOf(key))), words: [] };
  composedBefore.set(key, clip);
  return clip;
}

/** RMS of hold music: -20 dB relative to full scale, a little below the voices. */
const MUSIC_RMS = 0.1;

function levelled(samples: Float32Array): Float32Array {
  const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  return samples.map((sample) => Math.max(-0.9, Math.min(0.9, (sample / rms) * MUSIC_RMS)));
}
