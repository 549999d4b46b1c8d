import { describe, expect, it } from 'vitest';
import { logMel, MEL_BANDS } from '#core/ears/sound/mel-bands.ts';
import { BINS, powerSpectrum, WINDOW_SAMPLES } from '#core/ears/sound/spectrum.ts';
import { seeded } from '#tests/core/ears/sounds.ts';

const random = seeded(9);
const samples = Float64Array.from({ length: WINDOW_SAMPLES }, () => random() - 0.5);

describe('spectrum', () => {
  it('is the Fourier transform of the windowed samples', () => {
    const power = new Float64Array(BINS);
    powerSpectrum(samples, 0, power);
    for (const bin of [0, 1, 17, 64, 100, 128]) {
      let re = 0;
      let im = 0;
      for (let n = 0; n < WINDOW_SAMPLES; n++) {
        const windowed = (samples[n] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / WINDOW_SAMPLES));
        re += windowed * Math.cos((2 * Math.PI * bin * n) / WINDOW_SAMPLES);
        im -= windowed * Math.sin((2 * Math.PI * bin * n) / WINDOW_SAMPLES);
      }
      expect(power[bin]).toBeCloseTo(re * re + im * im, 8);
    }
  });
  it('has the bands that training/ears/audio.py computes', () => {
    // log_mel of a sine of 1000 Hz and amplitude 0.25 in training/ears/audio.py: bands 9 to 12 of the last frame.
    const power = new Float64Array(BINS);
    powerSpectrum(
      Float64Array.from({ length: WINDOW_SAMPLES }, (_, n) => 0.25 * Math.sin((2 * Math.PI * 1000 * n) / 8000)),
      0,
      power,
    );
    const bands = new Float32Array(MEL_BANDS);
    logMel(power, bands, 0);
    for (const [k, value] of [3.854, 5.787, 2.38, -16.118].entries()) expect(bands[9 + k]).toBeCloseTo(value, 2);
  });
});
