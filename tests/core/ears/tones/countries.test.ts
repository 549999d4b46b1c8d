import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hearAll, noise, silence, soundsIn, tone } from '#tests/core/ears/sounds.ts';

type Wave = (seconds: number) => number[];

const sines =
  (...hz: number[]): Wave =>
  (seconds) =>
    tone(hz, seconds, 8000 / hz.length);
/** One after the other, each for its share of the time. */
const rising =
  (...hz: number[]): Wave =>
  (seconds) =>
    hz.flatMap((f) => tone([f], seconds / hz.length, 8000));
/** A carrier with a slow wave on it. */
const modulated =
  (hz: number, byHz: number, depth: number): Wave =>
  (seconds) =>
    tone([hz], seconds, 5000).map((sample, n) => sample * (1 + depth * Math.sin((2 * Math.PI * byHz * n) / 8000)));

/** Seconds on and off, by turns. Sources: ITU-T E.180 supplement 2; for Japan and Australia also the pairs that exchanges and Asterisk send. */
const SIGNALS: readonly (readonly [string, Wave, readonly number[], string])[] = [
  ['ringing in the US', sines(440, 480), [2, 4], 'ringback'],
  ['ringing in the UK', sines(400, 450), [0.4, 0.2, 0.4, 2], 'ringback'],
  ['ringing in Germany', sines(425), [1, 4], 'ringback'],
  ['ringing in France', sines(440), [1.5, 3.5], 'ringback'],
  ['ringing in China', sines(450), [1, 4], 'ringback'],
  ['ringing in Australia', sines(400, 425), [0.4, 0.2, 0.4, 2], 'ringback'],
  ['ringing in Australia, by Asterisk', sines(413, 438), [0.4, 0.2, 0.4, 2], 'ringback'],
  ['ringing in Japan', sines(384, 416), [1, 2], 'ringback'],
  ['ringing in Japan, with its carrier', modulated(400, 16, 0.7), [1, 2], 'ringback'],
  ['ringing in India', modulated(400, 25, 0.8), [0.4, 0.2, 0.4, 2], 'ringback'],
  ['ringing in South Africa', modulated(400, 33, 0.8), [0.4, 0.2, 0.4, 2], 'ringback'],
  ['ringing in Singapore', modulated(425, 24, 0.8), [0.4, 0.2, 0.4, 2], 'ringback'],
  ['busy in the US', sines(480, 620), [0.5, 0.5], 'busy'],
  ['busy in the UK', sines(400), [0.375, 0.375], 'busy'],
  ['busy in Australia', sines(425), [0.375, 0.375], 'busy'],
  ['busy in China', sines(450), [0.35, 0.35], 'busy'],
  ['reorder in the US', sines(480, 620), [0.25, 0.25], 'reorder'],
  ['unreachable in the UK and Spain', rising(950, 1400, 1800), [0.99, 1], 'sit'],
  ['unreachable in the US', rising(913.8, 1428.5, 1776.7), [1.14, 1], 'sit'],
  ['congestion in Italy', sines(425), [0.2, 0.2], 'reorder'],
  // What is busy there is congestion elsewhere: either ends a call.
  ['busy in Spain', sines(425), [0.2, 0.2], 'reorder'],
  ['busy in Sweden', sines(425), [0.25, 0.25], 'reorder'],
];

function sent(wave: Wave, cadence: readonly number[]): number[] {
  const samples = silence(0.6);
  for (let index = 0; samples.length < 6.6 * 8000; index++) {
    const seconds = cadence[index % cadence.length] ?? 0;
    samples.push(...(index % 2 === 0 ? wave(seconds) : silence(seconds)));
  }
  return [...samples, ...silence(0.8)];
}

/** What a line makes of it: level, noise, lost packets of 20 ms. */
const lines = fc.record({
  gainDb: fc.double({ min: -18, max: 6, noNaN: true }),
  noise: fc.integer({ min: 0, max: 60 }),
  lost: fc.array(fc.integer({ min: 0, max: 369 }), { maxLength: 4 }),
  seed: fc.integer({ min: 1, max: 9999 }),
});

describe.each(SIGNALS)('%s', (_name, wave, cadence, expected) => {
  it('is what it is on every line', () => {
    const clean = sent(wave, cadence);
    fc.assert(
      fc.property(lines, ({ gainDb, noise: amplitude, lost, seed }) => {
        const hiss = noise(clean.length / 8000, amplitude, seed);
        const gain = 10 ** (gainDb / 20);
        const received = clean.map((sample, n) => sample * gain + (hiss[n] ?? 0));
        for (const frame of lost) received.fill(0, frame * 160, frame * 160 + 160);
        const sounds = soundsIn(hearAll(received).events);
        expect(sounds.filter((sound) => sound !== 'silence' && sound !== expected)).toEqual([]);
        expect(sounds.filter((sound) => sound === expected).length).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 3, seed: 4 },
    );
  });
});
