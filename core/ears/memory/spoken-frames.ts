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

/** Sums over two stretches of one length. */
class Correlation {
  frames = 0;
  private readonly sumsA = new Float64Array(BANDS);
  private readonly sumsB = new Float64Array(BANDS);
  private squaresA = 0;
  private squaresB = 0;
  private products = 0;

  clear(): void {
    this.frames = 0;
    this.sumsA.fill(0);
    this.sumsB.fill(0);
    this.squaresA = 0;
    this.squaresB = 0;
    this.products = 0;
  }

  add(rows: Int8Array, atA: number, atB: number): void {
    this.frames += 1;
    for (let band = 0; band < BANDS; band++) {
      const a = rows[atA + band] as number;
      const b = rows[atB + band] as number;
      this.sumsA[band] = (this.sumsA[band] as number) + a;
      this.sumsB[band] = (this.sumsB[band] as number) + b;
      this.squaresA += a * a;
      this.squaresB += b * b;
      this.products += a * b;
    }
  }

  /** The mean of each band is taken out: a line's colour is no likeness. */
  value(): number {
    let meanA = 0;
    let meanB = 0;
    let meanProduct = 0;
    for (let band = 0; band < BANDS; band++) {
      const a = this.sumsA[band] as number;
      const b = this.sumsB[band] as number;
      meanA += a * a;
      meanB += b * b;
      meanProduct += a * b;
    }
    const spread = (this.squaresA - meanA / this.frames) * (this.squaresB - meanB / this.frames);
    return spread > 0 ? (this.products - meanProduct / this.frames) / Math.sqrt(spread) : 0;
  }
}

/** Space of all calls: a comparison is made to its end before another is. */
const correlation = new Correlation();

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

  /** Fills `correlation` from the newest rows, from row `from` on, and those `agoFrames` before. */
  function correlate(from: number, agoFrames: number): void {
    correlation.clear();
    const first = oldest();
    let then = rowAt(frameOf(written - 1) - agoFrames);
    for (let now = written - 1; now >= from; now--) {
      const frame = frameOf(now) - agoFrames;
      while (then >= first && frameOf(then) > frame) then -= 1;
      if (then < first) return;
      if (frameOf(then) === frame) correlation.add(rows, placeOf(now), placeOf(then));
    }
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
        correlate(from, agoFrames + shift);
        if (correlation.frames < Math.max(LEAST_FRAMES, LEAST_SHARE * compared)) continue;
        const alike = correlation.value();
        likest = Math.max(likest, alike);
        const share = correlation.frames / COMPARED_FRAMES;
        evidence = Math.max(evidence, Math.atanh(Math.min(0.999, alike)) * Math.sqrt(share));
      }
      return likest < ANOTHER ? 0 : evidence;
    },
  };
}
