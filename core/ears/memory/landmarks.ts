import { BINS } from '#core/ears/sound/spectrum.ts';

/** Frames around a peak in which it must be the strongest; it is known this many frames late. */
const REACH_FRAMES = 3;
const KEPT_FRAMES = 2 * REACH_FRAMES + 1;
/** 220 to 3400 Hz. */
const FIRST_BIN = 7;
const LAST_BIN = 109;
/** A peak is no weaker than this share of the strongest power around (-33 dB). */
const WEAKEST_SHARE = 5e-4;
const PEAKS_A_FRAME = 4;
const KEPT_PEAKS = 32;
const PAIRS_A_PEAK = 6;
const NEAREST_FRAMES = 2;
const FARTHEST_FRAMES = 50;
const FARTHEST_BINS = 31;

/**
 * Landmarks of a voice: pairs of spectral peaks (Wang, "An industrial-strength audio search algorithm", 2003). Only where peaks lie is used, never how strong
 * they are, so that level, equalisation and codecs change little.
 */
export interface Landmarks {
  /** @param take receives the hash (19 bits) and the frame of each pair's later peak */
  hear(power: Float64Array, frame: number, loudEnough: boolean, take: (hash: number, frame: number) => void): void;
}

export function createLandmarks(): Landmarks {
  const rows = Array.from({ length: KEPT_FRAMES }, () => new Float64Array(BINS));
  const loud = new Uint8Array(KEPT_FRAMES);
  const tops = new Float64Array(KEPT_FRAMES);
  const peakBins = new Int16Array(KEPT_PEAKS);
  const peakFrames = new Int32Array(KEPT_PEAKS).fill(-1_000_000);
  const chosen = new Int16Array(PEAKS_A_FRAME);
  let peaks = 0;
  let framesSinceLoud = KEPT_FRAMES;

  function isHighest(bin: number, centre: Float64Array): boolean {
    const here = centre[bin] as number;
    for (let index = 0; index < KEPT_FRAMES; index++) {
      const row = rows[index] as Float64Array;
      if (row === centre) continue;
      if ((row[bin] as number) >= here || (row[bin - 1] as number) > here || (row[bin + 1] as number) > here)
        return false;
    }
    return true;
  }

  function findPeaks(centre: Float64Array, weakest: number): number {
    let count = 0;
    for (let bin = FIRST_BIN; bin <= LAST_BIN; bin++) {
      const here = centre[bin] as number;
      if (here < weakest || here <= (centre[bin - 1] as number) || here < (centre[bin + 1] as number)) continue;
      if (here <= (centre[bin - 2] as number) || here < (centre[bin + 2] as number) || !isHighest(bin, centre))
        continue;
      if (count < PEAKS_A_FRAME) {
        chosen[count] = bin;
        count += 1;
      }
    }
    return count;
  }

  return {
    hear(power, frame, loudEnough, take) {
      const slot = frame % KEPT_FRAMES;
      const row = rows[slot] as Float64Array;
      row.set(power);
      loud[slot] = loudEnough ? 1 : 0;
      framesSinceLoud = loudEnough ? 0 : framesSinceLoud + 1;
      if (framesSinceLoud > KEPT_FRAMES) return;
      let top = 0;
      for (let bin = FIRST_BIN; bin <= LAST_BIN; bin++) {
        const here = power[bin] as number;
        if (here > top) top = here;
      }
      tops[slot] = top;
      const centreFrame = frame - REACH_FRAMES;
      const centreSlot = (centreFrame + KEPT_FRAMES * 2) % KEPT_FRAMES;
      if (centreFrame < 0 || loud[centreSlot] === 0) return;
      let highest = 0;
      for (let index = 0; index < KEPT_FRAMES; index++) highest = Math.max(highest, tops[index] as number);
      const count = findPeaks(rows[centreSlot] as Float64Array, highest * WEAKEST_SHARE);
      for (let index = 0; index < count; index++) {
        const bin = chosen[index] as number;
        let pairs = 0;
        for (let back = 1; back <= KEPT_PEAKS && pairs < PAIRS_A_PEAK; back++) {
          const other = (peaks - back + KEPT_PEAKS * 2) % KEPT_PEAKS;
          const gap = centreFrame - (peakFrames[other] as number);
          if (gap > FARTHEST_FRAMES) break;
          const rise = bin - (peakBins[other] as number);
          if (gap < NEAREST_FRAMES || rise > FARTHEST_BINS || rise < -FARTHEST_BINS) continue;
          take((((peakBins[other] as number) << 12) | ((rise + 32) << 6) | gap) & 0x7ffff, centreFrame);
          pairs += 1;
        }
      }
      for (let index = 0; index < count; index++) {
        peakBins[peaks] = chosen[index] as number;
        peakFrames[peaks] = centreFrame;
        peaks = (peaks + 1) % KEPT_PEAKS;
      }
    },
  };
}
