/**
 * Power spectrum of the last 32 ms. A real transform of 256 points is done as a complex one of 128 (even samples as the real part, odd
 * ones as the imaginary part) and untangled afterwards, which halves the work; two stages of butterflies are done in one pass, which
 * halves what goes to and from memory.
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

/** Where each sample of the complex transform comes from, and its part of the window. */
const place = Uint8Array.from(reversed, (n) => 2 * n);
const hannEven = Float64Array.from(reversed, (n) => hann[2 * n] as number);
const hannOdd = Float64Array.from(reversed, (n) => hann[2 * n + 1] as number);
const re = new Float64Array(HALF);
const im = new Float64Array(HALF);

/** The stages of 2 and 4 points: no turning is needed. */
function firstStages(): void {
  for (let a = 0; a < HALF; a += 4) {
    const ar = (re[a] as number) + (re[a + 1] as number);
    const ai = (im[a] as number) + (im[a + 1] as number);
    const br = (re[a] as number) - (re[a + 1] as number);
    const bi = (im[a] as number) - (im[a + 1] as number);
    const cr = (re[a + 2] as number) + (re[a + 3] as number);
    const ci = (im[a + 2] as number) + (im[a + 3] as number);
    const dr = (re[a + 2] as number) - (re[a + 3] as number);
    const di = (im[a + 2] as number) - (im[a + 3] as number);
    re[a] = ar + cr;
    im[a] = ai + ci;
    re[a + 2] = ar - cr;
    im[a + 2] = ai - ci;
    re[a + 1] = br + di;
    im[a + 1] = bi - dr;
    re[a + 3] = br - di;
    im[a + 3] = bi + dr;
  }
}

/** The stages of 2 · quarter and 4 · quarter points in one pass. */
function twoStages(quarter: number): void {
  const stride = WINDOW_SAMPLES / (4 * quarter);
  for (let k = 0; k < quarter; k++) {
    const ur = cosine[2 * k * stride] as number;
    const ui = -(sine[2 * k * stride] as number);
    const wr = cosine[k * stride] as number;
    const wi = -(sine[k * stride] as number);
    for (let a = k; a < HALF; a += 4 * quarter) {
      const b = a + quarter;
      const c = b + quarter;
      const d = c + quarter;
      const tr = (re[b] as number) * ur - (im[b] as number) * ui;
      const ti = (re[b] as number) * ui + (im[b] as number) * ur;
      const sr = (re[d] as number) * ur - (im[d] as number) * ui;
      const si = (re[d] as number) * ui + (im[d] as number) * ur;
      const ar = (re[a] as number) + tr;
      const ai = (im[a] as number) + ti;
      const br = (re[a] as number) - tr;
      const bi = (im[a] as number) - ti;
      const pr = (re[c] as number) + sr;
      const pi = (im[c] as number) + si;
      const qr = (re[c] as number) - sr;
      const qi = (im[c] as number) - si;
      const cr = pr * wr - pi * wi;
      const ci = pr * wi + pi * wr;
      const dr = qr * wi + qi * wr;
      const di = qi * wi - qr * wr;
      re[a] = ar + cr;
      im[a] = ai + ci;
      re[c] = ar - cr;
      im[c] = ai - ci;
      re[b] = br + dr;
      im[b] = bi + di;
      re[d] = br - dr;
      im[d] = bi - di;
    }
  }
}

/** The stage of all 128 points. */
function lastStage(): void {
  const half = HALF / 2;
  for (let a = 0; a < half; a++) {
    const b = a + half;
    const wr = cosine[2 * a] as number;
    const wi = -(sine[2 * a] as number);
    const tr = (re[b] as number) * wr - (im[b] as number) * wi;
    const ti = (re[b] as number) * wi + (im[b] as number) * wr;
    re[b] = (re[a] as number) - tr;
    im[b] = (im[a] as number) - ti;
    re[a] = (re[a] as number) + tr;
    im[a] = (im[a] as number) + ti;
  }
}

/** Bins k and 128 - k of the real transform come from the same two of the complex one. */
function untangle(power: Float64Array): void {
  const dc = (re[0] as number) + (im[0] as number);
  const top = (re[0] as number) - (im[0] as number);
  power[0] = dc * dc;
  power[HALF] = top * top;
  for (let k = 1; k <= HALF / 2; k++) {
    const mirror = HALF - k;
    const evenRe = 0.5 * ((re[k] as number) + (re[mirror] as number));
    const evenIm = 0.5 * ((im[k] as number) - (im[mirror] as number));
    const oddRe = 0.5 * ((im[k] as number) + (im[mirror] as number));
    const oddIm = 0.5 * ((re[mirror] as number) - (re[k] as number));
    const turnedRe = oddRe * (cosine[k] as number) + oddIm * (sine[k] as number);
    const turnedIm = oddIm * (cosine[k] as number) - oddRe * (sine[k] as number);
    const sumRe = evenRe + turnedRe;
    const sumIm = evenIm + turnedIm;
    const gapRe = evenRe - turnedRe;
    const gapIm = turnedIm - evenIm;
    power[k] = sumRe * sumRe + sumIm * sumIm;
    power[mirror] = gapRe * gapRe + gapIm * gapIm;
  }
}

/** Writes |X|² of a Hann window over `samples[from .. from + 256)` into `power` (129 bins). */
export function powerSpectrum(samples: Float64Array, from: number, power: Float64Array): void {
  for (let n = 0; n < HALF; n++) {
    const source = from + (place[n] as number);
    re[n] = (samples[source] as number) * (hannEven[n] as number);
    im[n] = (samples[source + 1] as number) * (hannOdd[n] as number);
  }
  firstStages();
  twoStages(4);
  twoStages(16);
  lastStage();
  untangle(power);
}
