import { BIN_HZ, BINS } from '#core/ears/sound/spectrum.ts';

/** Bands of the model's input, triangles on the mel scale between the edges of a telephone channel. */
export const MEL_BANDS = 24;
const LOWEST_HZ = 100;
const HIGHEST_HZ = 3800;

const toMel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
const toHz = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);

const edges = Array.from({ length: MEL_BANDS + 2 }, (_, index) => {
  const share = index / (MEL_BANDS + 1);
  return toHz(toMel(LOWEST_HZ) + share * (toMel(HIGHEST_HZ) - toMel(LOWEST_HZ))) / BIN_HZ;
});

/** Each bin lies on the falling side of one triangle and the rising side of the next. */
const upperBand = new Int8Array(BINS).fill(-1);
const upperWeight = new Float64Array(BINS);
for (let bin = 0; bin < BINS; bin++) {
  for (let band = 0; band <= MEL_BANDS; band++) {
    const low = edges[band] as number;
    const high = edges[band + 1] as number;
    if (bin >= low && bin < high) {
      upperBand[bin] = band;
      upperWeight[bin] = (bin - low) / (high - low);
    }
  }
}

const sums = new Float64Array(MEL_BANDS + 1);
const TO_NEPER = 1e-7;

/** Natural logarithm of the energy in each band; `bands` is written from `at` on. */
export function logMel(power: Float64Array, bands: Float32Array, at: number): void {
  sums.fill(0);
  for (let bin = 0; bin < BINS; bin++) {
    const band = upperBand[bin] as number;
    if (band < 0) continue;
    const rising = (upperWeight[bin] as number) * (power[bin] as number);
    sums[band] = (sums[band] as number) + rising;
    if (band > 0) sums[band - 1] = (sums[band - 1] as number) + (power[bin] as number) - rising;
  }
  for (let band = 0; band < MEL_BANDS; band++) bands[at + band] = Math.log((sums[band] as number) + TO_NEPER);
}
