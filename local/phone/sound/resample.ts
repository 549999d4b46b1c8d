/** Changes the sample rate by windowed-sinc interpolation; the band above the lower Nyquist rate is cut. */
export function resample(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  const step = fromHz / toHz;
  const cut = Math.min(1, toHz / fromHz) * 0.92;
  const reach = Math.ceil(16 / cut);
  const output = new Float32Array(Math.floor(samples.length / step));
  for (let i = 0; i < output.length; i++) {
    const centre = i * step;
    const from = Math.max(0, Math.ceil(centre - reach));
    const to = Math.min(samples.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let j = from; j <= to; j++) sum += (samples[j] ?? 0) * kernel(centre - j, cut, reach);
    output[i] = sum;
  }
  return output;
}

function kernel(offset: number, cut: number, reach: number): number {
  const window = 0.5 + 0.5 * Math.cos((Math.PI * offset) / reach);
  if (offset === 0) return cut;
  return (Math.sin(Math.PI * offset * cut) / (Math.PI * offset)) * window;
}
