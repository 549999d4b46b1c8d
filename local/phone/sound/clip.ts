import { SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';
import type { SpokenWord } from '#local/phone/party.ts';

/** A piece of sound, with the words that are said in it. Word times are ms since the start of the clip. */
export interface Clip {
  /** 8 kHz, -1..1. */
  readonly samples: Float32Array;
  /** In order of their ends. */
  readonly words: readonly SpokenWord[];
}

/** Says a sentence in a voice. The same sentence in the same voice is the very same audio. */
export type Speech = (text: string, voice: string) => Clip;

export function durationMs(clip: Clip): number {
  return (clip.samples.length / SAMPLE_RATE_HZ) * 1000;
}
