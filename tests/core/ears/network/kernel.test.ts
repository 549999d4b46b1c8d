import { expect, it } from 'vitest';
import { DenseLayer, takeFloats } from '#core/ears/network/kernel.ts';
import { seeded } from '#tests/core/ears/sounds.ts';

it.each([1, 6, 8, 20])('the kernel computes what plain arithmetic does, %i outputs', (outputs) => {
  const random = seeded(5);
  const inputs = 144;
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

it('rows that are no multiple of four are refused', () => {
  expect(() => new DenseLayer(new Float64Array(10), new Float64Array(2))).toThrow(RangeError);
});
