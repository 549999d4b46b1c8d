import { FRAME_BYTES } from '#core/media/media-clock.ts';
import type { SpokenWord } from '#local/phone/party.ts';
import type { Clip } from './clip.ts';
import { encodeMuLaw } from './mu-law.ts';

/** A clip as the network carries it: 160 mu-law bytes a frame, the last one filled up with silence. Word times are ms since the first frame. */
export function sentenceOf(clip: Clip): {
  readonly frames: readonly Uint8Array[];
  readonly words: readonly SpokenWord[];
} {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < clip.samples.length; at += FRAME_BYTES) {
    const frame = new Float32Array(FRAME_BYTES);
    frame.set(clip.samples.subarray(at, at + FRAME_BYTES));
    frames.push(encodeMuLaw(frame));
  }
  return { frames, words: clip.words };
}
