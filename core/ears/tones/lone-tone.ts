import type { ToneKind } from '#core/ears/ears.ts';
import { FRAME_MS, type MediaMs } from '#core/media/media-clock.ts';

/** Busy and reorder repeat within so long. */
const REPEATS_WITHIN_MS = 3000;

/** Tells one beep from the signals of the network: busy or reorder, once, is a beep like any other, as in a silent hold. */
export interface LoneTone {
  /** Takes the tone of each frame. @returns whether it is one beep */
  hear(tone: ToneKind | null, atMs: MediaMs): boolean;
}

export function createLoneTone(): LoneTone {
  let heardMs = Number.NEGATIVE_INFINITY;
  let isFirst = true;
  return {
    hear(tone, atMs) {
      if (tone !== 'busy' && tone !== 'reorder') return tone === 'beep';
      if (atMs - heardMs > FRAME_MS) isFirst = atMs - heardMs > REPEATS_WITHIN_MS;
      heardMs = atMs;
      return isFirst;
    },
  };
}
