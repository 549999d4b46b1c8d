import { MEL_BANDS } from '#core/ears/sound/mel-bands.ts';

/** Pairs of the 24 bands are kept, in eighths of a neper (half a decibel). */
const BANDS = MEL_BANDS / 2;
const STEPS_A_NEPER = 8;
/** What is fainter is the line's. */
const FAINTEST_NEPERS = -9;
const SMOOTHED_FRAMES = 3;
/** Five and a half minutes of voices. */
const KEPT_FRAMES = 16_384;
/** So much of what is said now is compared: half a second. */
const COMPARED_FRAMES = 25;
const LEAST_FRAMES = 8;
/** Where fewer of the frames were spoken then, something else was on the line. */
const LEAST_SHARE = 0.6;
/** Landmarks lie on frames of 20 ms, and the recording need not. */
const SHIFTS = [0, -1, 1] as const;
/** Less alike than this is something else: no repeat of 408 that landmarks had found was below 0.58, most people are near 0. */
const ANOTHER = 0.4;
/** Frames are smoothed, so that what is the very same is still alike a frame beside its place: less alike than this, it is not sought beside it. */
const HARDLY_ALIKE = 0.2;

/** What voices sounded like, frame by frame: says whether a stretch that landmarks point to is the very same. Constant memory. */
export interface SpokenFrames {
  /** Takes the bands of each frame; kept are those of voices. */
  hear(mel: Float32Array, frame: number, isVoice: boolean): void;
  /**
   * Compares the last half second of a voice that began at frame `since` with what was said `agoFrames` before it.
   * @returns how surely both are the very same: Fisher's z of the correlation over time and bands, times the root of the share of half a second that was compared; 0: they are not; NaN: not known yet, or no more
   */
  likeness(since: number, agoFrames: number): number;
}

/** Space of all calls, where the rows lie that are compared: a comparison is made to its end before another is. */
const now = new Int32Array(COMPARED_FRAMES);
const then = new Int32Array(COMPARED_FRAMES);

/** @returns the correlation over time and bands of the first `pairs` rows; the mean of each band is taken out: a line's colour is no likeness. */
function correlationOf(rows: Int8Array, pairs: number): number {
  let spreadNow = 0;
  let spreadThen = 0;
  let both = 0;
  for (let band = 0; band < BANDS; band++) {
    // Whole numbers of 32 bits throughout: 25 squares of 127 at most.
    let sumNow = 0;
    let sumThen = 0;
    let squaresNow = 0;
    let squaresThen = 0;
    let products = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const a = rows[(now[pair] as number) + band] as number;
      const b = rows[(then[pair] as number) + band] as number;
      sumNow = (sumNow + a) | 0;
      sumThen = (sumThen + b) | 0;
      squaresNow = (squaresNow + Math.imul(a, a)) | 0;
      squaresThen = (squaresThen + Math.imul(b, b)) | 0;
      products = (products + Math.imul(a, b)) | 0;
    }
    spreadNow += squaresNow - (sumNow * sumNow) / pairs;
    spreadThen += squaresThen - (sumThen * sumThen) / pairs;
    both += products - (sumNow * sumThen) / pairs;
  }
  const spread = spreadNow * spreadThen;
  return spread > 0 ? both / Math.sqrt(spread) : 0;
}

export function createSpokenFrames(): SpokenFrames {
  const rows = new Int8Array(KEPT_FRAMES * BANDS);
  const frames = new Int32Array(KEPT_FRAMES).fill(-1);
  const recent = Array.from({ length: SMOOTHED_FRAMES }, () => new Float32Array(BANDS));
  let heard = 0;
  /** Rows written so far: row n lies at n modulo KEPT_FRAMES. */
  let written = 0;

  const frameOf = (row: number): number => frames[row % KEPT_FRAMES] as number;
  const placeOf = (row: number): number => (row % KEPT_FRAMES) * BANDS;
  const oldest = (): number => Math.max(0, written - KEPT_FRAMES);

  /** @returns the newest row of this frame or before it; one before the oldest where there is none */
  function rowAt(frame: number): number {
    let low = oldest() - 1;
    let high = written - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (frameOf(middle) <= frame) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Pairs the newest rows, from row `from` on, with those `agoFrames` before. @returns how many there are */
  function pairUp(from: number, agoFrames: number): number {
    const first = oldest();
    let row = rowAt(frameOf(written - 1) - agoFrames);
    let pairs = 0;
    for (let newest = written - 1; newest >= from; newest--) {
      const frame = frameOf(newest) - agoFrames;
      while (row >= first && frameOf(row) > frame) row -= 1;
      if (row < first) break;
      if (frameOf(row) !== frame) continue;
      now[pairs] = placeOf(newest);
      then[pairs] = placeOf(row);
      pairs += 1;
    }
    return pairs;
  }

  return {
    hear(mel, frame, isVoice) {
      const mine = recent[heard % SMOOTHED_FRAMES] as Float32Array;
      heard += 1;
      for (let band = 0; band < BANDS; band++) {
        const low = Math.max(FAINTEST_NEPERS, mel[2 * band] as number);
        const high = Math.max(FAINTEST_NEPERS, mel[2 * band + 1] as number);
        mine[band] = (low + high) * 0.5;
      }
      if (!isVoice) return;
      const at = placeOf(written);
      for (let band = 0; band < BANDS; band++) {
        let sum = 0;
        for (const row of recent) sum += row[band] as number;
        rows[at + band] = Math.max(-127, Math.min(127, Math.round((sum / SMOOTHED_FRAMES) * STEPS_A_NEPER)));
      }
      frames[written % KEPT_FRAMES] = frame;
      written += 1;
    },
    likeness(since, agoFrames) {
      const from = Math.max(oldest(), rowAt(since - 1) + 1, written - COMPARED_FRAMES);
      const compared = written - from;
      const isKept = written <= KEPT_FRAMES || frameOf(from) - agoFrames - 1 >= frameOf(oldest());
      if (compared < LEAST_FRAMES || !isKept) return Number.NaN;
      let likest = 0;
      let evidence = 0;
      for (const shift of SHIFTS) {
        const pairs = pairUp(from, agoFrames + shift);
        if (pairs < Math.max(LEAST_FRAMES, LEAST_SHARE * compared)) continue;
        const alike = correlationOf(rows, pairs);
        if (shift === 0 && alike < HARDLY_ALIKE) return 0;
        likest = Math.max(likest, alike);
        evidence = Math.max(evidence, Math.atanh(Math.min(0.999, alike)) * Math.sqrt(pairs / COMPARED_FRAMES));
      }
      return likest < ANOTHER ? 0 : evidence;
    },
  };
}
