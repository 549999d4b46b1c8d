import { FRAME_BYTES, FRAME_MS, SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';
import { muLawByte } from '#core/media/mu-law.ts';
import type { SpokenWord } from '../party.ts';
import { SILENT_FRAME } from './silence.ts';

/** A sentence as sound. `words` (ms since its first frame) lets speech-to-text find them. */
export interface SpokenSentence {
  /** 160 mu-law bytes each. */
  readonly frames: readonly Uint8Array[];
  readonly words?: readonly SpokenWord[];
}

/** Turns text into speech. Called once for every Say. */
export type Voice = (text: string) => SpokenSentence | Promise<SpokenSentence>;

const CHARACTERS_A_SECOND = 14;
const VOWELS_HZ: readonly (readonly [number, number])[] = [
  [730, 1090],
  [530, 1840],
  [270, 2290],
  [570, 840],
  [300, 870],
];

/**
 * A composed sound with a voice's gross form (pitch near 120 Hz, two formants, one pulse of loudness a syllable, gaps between words),
 * about 14 characters a second. Nobody can understand it; it has the length and the shape of speech.
 */
export function composedVoice(text: string): SpokenSentence {
  const frames: Uint8Array[] = [];
  const words: SpokenWord[] = [];
  for (const word of text.trim().split(/\s+/).filter(Boolean)) {
    const fromMs = frames.length * FRAME_MS;
    const count = Math.max(3, Math.round((word.length * 1000) / CHARACTERS_A_SECOND / FRAME_MS));
    for (let index = 0; index < count; index++) frames.push(syllableFrame(word, index, count));
    words.push({ text: word, fromMs, toMs: frames.length * FRAME_MS });
    const gapFrames = /[.,;:!?]$/.test(word) ? 10 : 3;
    for (let index = 0; index < gapFrames; index++) frames.push(SILENT_FRAME);
  }
  return { frames, words };
}

function syllableFrame(word: string, index: number, count: number): Uint8Array {
  const pitchHz = 120 - (15 * index) / count;
  const [first, second] = VOWELS_HZ[word.charCodeAt(index % word.length) % VOWELS_HZ.length] ?? [500, 1500];
  return Uint8Array.from({ length: FRAME_BYTES }, (_, at) => {
    const seconds = (index * FRAME_BYTES + at) / SAMPLE_RATE_HZ;
    const loudness = 0.35 + 0.65 * Math.abs(Math.sin((Math.PI * (index + at / FRAME_BYTES)) / Math.min(count, 9)));
    const voice =
      Math.sin(2 * Math.PI * pitchHz * seconds) +
      0.8 * Math.sin(2 * Math.PI * Math.round(first / pitchHz) * pitchHz * seconds) +
      0.5 * Math.sin(2 * Math.PI * Math.round(second / pitchHz) * pitchHz * seconds);
    return muLawByte(3200 * loudness * voice);
  });
}
