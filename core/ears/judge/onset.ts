/** Voice frames of the last eight that begin a voice: one or two are a click. */
export const ONSET_FRAMES = 5;
const WINDOW_BITS = (1 << 8) - 1;

/** Notices that a voice begins. */
export interface Onset {
  /** @returns true while enough of the newest frames are voice */
  hear(voice: boolean): boolean;
}

export function createOnset(): Onset {
  let bits = 0;
  return {
    hear(voice) {
      bits = ((bits << 1) | (voice ? 1 : 0)) & WINDOW_BITS;
      let count = 0;
      for (let left = bits; left !== 0; left &= left - 1) count += 1;
      return count >= ONSET_FRAMES;
    },
  };
}
