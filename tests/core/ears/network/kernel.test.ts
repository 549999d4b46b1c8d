import { expect, it } from 'vitest';
import { correlate, DenseLayer, takeFloats } from '#core/ears/network/kernel.ts';
import { seeded } from '#tests/core/ears/sounds.ts';

it.each([
  [144, 1],
  [144, 6],
  [144, 8],
  [162, 20],
])('the kernel computes what plain arithmetic does, %i inputs, %i outputs', (inputs, outputs) => {
  const random = seeded(5);
  const weights = Float64Array.from({ length: inputs * outputs }, () => random() - 0.5);
  const bias = Float64Array.from({ length: outputs }, () => random());
  const layer = new DenseLayer(weights, bias);
  const input = takeFloats(inputs);
  for (let i = 0; i < inputs; i++) input[i] = random() - 0.5;
  const output = takeFloats(layer.paddedOutputs);
  layer.run(input, output);
  for (let o = 0; o < outputs; o++) {
    let expected = bias[o] ?? 0;
    for (let i = 0; i < inputs; i++) expected += (input[i] ?? 0) * (weights[o * inputs + i] ?? 0);
    expect(output[o]).toBeCloseTo(expected, 4);
  }
  expect([...output.subarray(outputs)].every((beyond) => beyond === 0)).toBe(true);
});

it('weights that are no rows are refused', () => {
  expect(() => new DenseLayer(new Float64Array(9), new Float64Array(2))).toThrow(RangeError);
});

it('the kernel correlates as plain arithmetic does', () => {
  const random = seeded(6);
  const [count, first, lags] = [400, 16, 128];
  const samples = takeFloats(count + first + lags);
  for (let n = 0; n < count; n++) samples[n] = random() - 0.5;
  const output = takeFloats(lags);
  correlate(samples, output, count, first, lags);
  for (let k = 0; k < lags; k++) {
    let expected = 0;
    for (let n = 0; n + first + k < count; n++) expected += (samples[n] ?? 0) * (samples[n + first + k] ?? 0);
    expect(output[k]).toBeCloseTo(expected, 4);
  }
});
