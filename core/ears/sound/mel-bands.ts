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

/** Each bin from the first to the last lies on the rising side of one triangle (place + 1) and the falling side of the one before. */
const firstBin = Math.ceil(edges[0] ?? 0);
const lastBin = Math.ceil(edges[MEL_BANDS + 1] ?? 0) - 1;
const place = new Uint8Array(BINS);
const rising = new Float64Array(BINS);
for (let bin = firstBin; bin <= lastBin; bin++) {
  const band = edges.findLastIndex((edge) => edge <= bin);
  const low = edges[band] as number;
  const high = edges[band + 1] as number;
  place[bin] = band;
  rising[bin] = (bin - low) / (high - low);
}

/** One more at either end: the outermost triangles have no neighbour. */
const sums = new Float64Array(MEL_BANDS + 2);
const TO_NEPER = 1e-7;

/** Natural logarithm of the energy in each band; `bands` is written from `at` on. */
export function logMel(power: Float64Array, bands: Float32Array, at: number): void {
  sums.fill(0);
  for (let bin = firstBin; bin <= lastBin; bin++) {
    const here = power[bin] as number;
    const up = here * (rising[bin] as number);
    const band = place[bin] as number;
    sums[band + 1] = (sums[band + 1] as number) + up;
    sums[band] = (sums[band] as number) + here - up;
  }
  for (let band = 0; band < MEL_BANDS; band++) bands[at + band] = Math.log((sums[band + 1] as number) + TO_NEPER);
}
