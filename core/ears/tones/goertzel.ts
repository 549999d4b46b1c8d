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
