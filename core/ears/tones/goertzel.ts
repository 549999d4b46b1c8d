/**
 * Power of one frequency in `samples[from .. to)`, as the share of the energy there that a sine of exactly that frequency explains:
 * 1 for a pure tone, about 0.5 for each of two equal tones. Source: Goertzel, 1958; the ITU DTMF receivers use the same recurrence.
 */
export function toneShare(samples: Float64Array, from: number, to: number, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / 8000);
  let previous = 0;
  let beforePrevious = 0;
  let energy = 0;
  for (let index = from; index < to; index++) {
    const sample = samples[index] as number;
    const next = sample + coefficient * previous - beforePrevious;
    beforePrevious = previous;
    previous = next;
    energy += sample * sample;
  }
  if (energy === 0) return 0;
  const power = previous * previous + beforePrevious * beforePrevious - coefficient * previous * beforePrevious;
  return (2 * power) / ((to - from) * energy);
}

/** `toneShare` of two frequencies in one pass: each step of the recurrence waits for the one before, so the second costs nearly nothing. */
export function toneShares(
  samples: Float64Array,
  from: number,
  to: number,
  hz: readonly [number, number],
  into: Float64Array,
): void {
  const first = 2 * Math.cos((2 * Math.PI * hz[0]) / 8000);
  const second = 2 * Math.cos((2 * Math.PI * hz[1]) / 8000);
  let a1 = 0;
  let a2 = 0;
  let b1 = 0;
  let b2 = 0;
  let energy = 0;
  for (let index = from; index < to; index++) {
    const sample = samples[index] as number;
    const a = sample + first * a1 - a2;
    const b = sample + second * b1 - b2;
    a2 = a1;
    a1 = a;
    b2 = b1;
    b1 = b;
    energy += sample * sample;
  }
  const scale = energy === 0 ? 0 : 2 / ((to - from) * energy);
  into[0] = scale * (a1 * a1 + a2 * a2 - first * a1 * a2);
  into[1] = scale * (b1 * b1 + b2 * b2 - second * b1 * b2);
}
