/** Mean power of the sine at `hz` in 8 kHz samples (single-bin Fourier transform). */
export function powerAt(samples: Float32Array, hz: number): number {
  let re = 0;
  let im = 0;
  samples.forEach((sample, i) => {
    re += sample * Math.cos((2 * Math.PI * hz * i) / 8000);
    im += sample * Math.sin((2 * Math.PI * hz * i) / 8000);
  });
  return (2 * (re * re + im * im)) / samples.length ** 2;
}

export function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
