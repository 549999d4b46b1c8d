/**
 * Power spectrum of the last 32 ms. A real transform of 256 points is done as a complex one of 128 (even samples as the real part, odd
 * ones as the imaginary part) and untangled afterwards, which halves the work.
 */
export const WINDOW_SAMPLES = 256;
/** Bins of 31.25 Hz from 0 to 4000 Hz. */
export const BINS = WINDOW_SAMPLES / 2 + 1;
export const BIN_HZ = 8000 / WINDOW_SAMPLES;

const HALF = WINDOW_SAMPLES / 2;
const hann = Float64Array.from(
  { length: WINDOW_SAMPLES },
  (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / WINDOW_SAMPLES),
);
const cosine = Float64Array.from({ length: HALF }, (_, k) => Math.cos((2 * Math.PI * k) / WINDOW_SAMPLES));
const sine = Float64Array.from({ length: HALF }, (_, k) => Math.sin((2 * Math.PI * k) / WINDOW_SAMPLES));
const reversed = Uint8Array.from({ length: HALF }, (_, n) => {
  let bits = 0;
  for (let bit = 0; bit < 7; bit++) bits |= ((n >> bit) & 1) << (6 - bit);
  return bits;
});

/**
 * @returns a function that writes |X|² of a Hann window over `samples[from .. from + 256)` into `power` (129 bins). A sine of amplitude A
 * (full scale 1) in the middle of a bin gives A² / 4 · (256 / 2)² · (1 / 2)².
 */
export function createSpectrum(): (samples: Float64Array, from: number, power: Float64Array) => void {
  const re = new Float64Array(HALF);
  const im = new Float64Array(HALF);
  return (samples, from, power) => {
    for (let n = 0; n < HALF; n++) {
      const source = 2 * (reversed[n] as number);
      re[n] = (samples[from + source] as number) * (hann[source] as number);
      im[n] = (samples[from + source + 1] as number) * (hann[source + 1] as number);
    }
    for (let size = 2; size <= HALF; size <<= 1) {
      const half = size >> 1;
      const stride = WINDOW_SAMPLES / size;
      for (let k = 0; k < half; k++) {
        const wr = cosine[k * stride] as number;
        const wi = -(sine[k * stride] as number);
        for (let a = k; a < HALF; a += size) {
          const b = a + half;
          const br = re[b] as number;
          const bi = im[b] as number;
          const tr = br * wr - bi * wi;
          const ti = br * wi + bi * wr;
          const ar = re[a] as number;
          const ai = im[a] as number;
          re[b] = ar - tr;
          im[b] = ai - ti;
          re[a] = ar + tr;
          im[a] = ai + ti;
        }
      }
    }
    const dc = (re[0] as number) + (im[0] as number);
    const top = (re[0] as number) - (im[0] as number);
    power[0] = dc * dc;
    power[HALF] = top * top;
    for (let k = 1; k < HALF; k++) {
      const mirror = HALF - k;
      const evenRe = 0.5 * ((re[k] as number) + (re[mirror] as number));
      const evenIm = 0.5 * ((im[k] as number) - (im[mirror] as number));
      const oddRe = 0.5 * ((im[k] as number) + (im[mirror] as number));
      const oddIm = 0.5 * ((re[mirror] as number) - (re[k] as number));
      const wr = cosine[k] as number;
      const wi = -(sine[k] as number);
      const xr = evenRe + oddRe * wr - oddIm * wi;
      const xi = evenIm + oddRe * wi + oddIm * wr;
      power[k] = xr * xr + xi * xi;
    }
  };
}
